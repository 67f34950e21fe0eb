//! Open enumerations of values of several JSON types: the macro `json_enum!`.

/// Gives an enumeration its values: strings, numbers and booleans. A last row `* Other` names the variant for other
/// values (else `Unknown`).
#[allow(unused_macros, reason = "not every document has mixed enumerations")]
macro_rules! json_enum {
    ($name:ident { $($variant:ident : $wire:literal),* $(,)? }) => {
        $crate::runtime::json_enum! { $name { $($variant: $wire,)* * Unknown } }
    };
    ($name:ident { $($variant:ident : $wire:literal,)* * $unknown:ident $(,)? }) => {
        impl $name {
            /// Returns the JSON value that stands for it in requests and responses.
            #[must_use]
            pub fn to_value(&self) -> $crate::runtime::Value {
                match self {
                    $(Self::$variant => $crate::runtime::Value::from($wire),)*
                    Self::$unknown(value) => value.clone(),
                }
            }
        }

        impl ::std::convert::From<$crate::runtime::Value> for $name {
            fn from(value: $crate::runtime::Value) -> Self {
                $(if value == $wire {
                    return Self::$variant;
                })*
                Self::$unknown(value)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.to_value() {
                    $crate::runtime::Value::String(text) => f.pad(&text),
                    value => ::std::fmt::Display::fmt(&value, f),
                }
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode<S: $crate::runtime::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::Encode::encode(&self.to_value(), serializer)
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: $crate::runtime::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <$crate::runtime::Value as $crate::runtime::Decode>::decode(deserializer).map(Self::from)
            }
        }

        $crate::runtime::serde_traits!($name);
    };
}

#[allow(unused_imports, reason = "not every document has mixed enumerations")]
pub(crate) use json_enum;
