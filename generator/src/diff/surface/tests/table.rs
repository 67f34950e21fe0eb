//! One change of `base.yaml`, and what becomes of the API. `tests/usage.rs` has rustc judge the same.

/// Its name; text that is there once, with what replaces it; what becomes of the API.
pub(super) type Row = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

pub(super) const TABLE: &[Row] = &[
    ("nothing", &[], &[]),
    ("a description", &[("A pet.", "An animal.")], &[]),
    (
        "optional property added",
        &[("nickname: ", "colour: {type: string}\n        nickname: ")],
        &["minor added models::Pet::colour"],
    ),
    (
        "optional property removed",
        &[("        nickname: {type: string, nullable: true}\n", "")],
        &["major removed models::Pet::nickname"],
    ),
    (
        "required property added",
        &[
            ("[id, name]", "[id, name, colour]"),
            ("nickname: ", "colour: {type: string}\n        nickname: "),
        ],
        &[
            "minor added models::Pet::colour",
            "major changed models::Pet::new()",
        ],
    ),
    (
        "property became required",
        &[("[id, name]", "[id, name, status]")],
        &[
            "major changed models::Pet::new()",
            "major changed models::Pet::status",
            "major removed models::Pet::status()",
        ],
    ),
    (
        "required properties of one type change places: the lock keeps the order",
        &[(
            "        id: {type: string}\n        name: {type: string}\n",
            "        name: {type: string}\n        id: {type: string}\n",
        )],
        &[],
    ),
    (
        "type of a property",
        &[(
            "age: {type: integer, format: int32}",
            "age: {type: integer}",
        )],
        &[
            "major changed models::Pet::age",
            "major changed models::Pet::age()",
        ],
    ),
    (
        "property deprecated",
        &[("format: int32}", "format: int32, deprecated: true}")],
        &["minor deprecated models::Pet::age"],
    ),
    (
        "property not deprecated any more",
        &[(
            "old: {type: string, deprecated: true}",
            "old: {type: string}",
        )],
        &["patch undeprecated models::Pet::old"],
    ),
    (
        "default removed",
        &[(", default: 10}", "}")],
        &["major removed models::Pet::size_or_default()"],
    ),
    (
        "further properties",
        &[(
            "additionalProperties: false",
            "additionalProperties: {type: string}",
        )],
        &["minor added models::Tag::extra"],
    ),
    (
        "enum value added",
        &[("[new, sold]", "[new, sold, lost]")],
        &["minor added models::PetStatus::Lost"],
    ),
    (
        "enum value removed",
        &[("[new, sold]", "[new]")],
        &["major removed models::PetStatus::Sold"],
    ),
    (
        "enum values change places",
        &[("[new, sold]", "[sold, new]")],
        &[],
    ),
    (
        "alternative added",
        &[("oneOf: [", "oneOf: [{$ref: '#/components/schemas/Tag'}, ")],
        &[
            "minor added models::Owner::Tag",
            "minor added models::Tag: runtime::Validate",
        ],
    ),
    (
        "what an alias stands for",
        &[(
            "Pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}",
            "Pets: {type: array, items: {$ref: '#/components/schemas/Tag'}}",
        )],
        // What no operation reaches has constructors, what is only answered has none.
        &[
            "major changed models::Pets",
            "major removed models::Tag::count()",
            "major removed models::Tag::new()",
            "major changed operations::ListPets::Output",
        ],
    ),
    (
        "models not sent any more",
        &[("        owner: {$ref: '#/components/schemas/Owner'}\n", "")],
        &[
            "major removed models::Owner: runtime::Validate",
            "major removed models::Person: runtime::Validate",
            "major removed models::Pet::owner",
            "major removed models::Shop: runtime::Validate",
        ],
    ),
    (
        "optional parameter added",
        &[(
            "{name: limit, in: query, schema: {type: integer}}",
            "{name: limit, in: query, schema: {type: integer}}\n      - {name: page, in: query, schema: {type: integer}}",
        )],
        &["minor added Call<ListPets>::page()"],
    ),
    (
        "parameter became required",
        &[(
            "{name: limit, in: query, schema: {type: integer}}",
            "{name: limit, in: query, required: true, schema: {type: integer}}",
        )],
        &[
            "major removed Call<ListPets>::limit()",
            "major changed Client::list_pets()",
        ],
    ),
    (
        "path parameter renamed",
        &[
            ("/pets/{id}:", "/pets/{pet}:"),
            ("{name: id, in: path", "{name: pet, in: path"),
        ],
        &["patch renamed Client::get_pet()"],
    ),
    (
        "path parameters change places",
        &[("/from/{from}/to/{to}:", "/from/{to}/to/{from}:")],
        &["major swapped Client::move_pet()"],
    ),
    (
        "operation removed",
        &[("  /pets/{id}:", "  x-pets:")],
        &["major removed Client::get_pet()"],
    ),
    (
        "operationId changed: the lock keeps the name",
        &[("operationId: getPet", "operationId: readPet")],
        &[],
    ),
    (
        "operation deprecated",
        &[(
            "operationId: getPet",
            "deprecated: true\n      operationId: getPet",
        )],
        &["minor deprecated Client::get_pet()"],
    ),
    (
        "first documented error",
        &[(
            "204: {description: Moved.}",
            "204: {description: Moved.}\n        409: {description: Full.}",
        )],
        &[
            "major changed operations::MovePet::Error",
            "minor added operations::MovePetError",
        ],
    ),
    (
        "another documented error",
        &[(
            "404: {description: None.}",
            "404: {description: None.}\n        410: {description: Gone.}",
        )],
        &["minor added operations::GetPetError::Gone"],
    ),
    (
        "answer of another type",
        &[(
            "schema: {$ref: '#/components/schemas/Pets'}",
            "schema: {type: object, additionalProperties: {$ref: '#/components/schemas/Pet'}}",
        )],
        &["major changed operations::ListPets::Output"],
    ),
    (
        "header of an answer",
        &[(
            "X-Total: {schema: {type: integer}}",
            "X-Total: {schema: {type: integer}}\n            X-Left: {schema: {type: string}}",
        )],
        &["minor added Response<ListPets>::x_left()"],
    ),
    (
        "body became optional",
        &[(
            "requestBody:\n        required: true",
            "requestBody:\n        required: false",
        )],
        &[
            "minor added Call<AddPet>::body()",
            "major changed Client::add_pet()",
        ],
    ),
    (
        "another form of a body",
        &[(
            "application/json: {schema: {$ref: '#/components/schemas/Pet'}} # body",
            "application/json: {schema: {$ref: '#/components/schemas/Pet'}}\n          text/plain: {schema: {type: string}}",
        )],
        &[
            "minor generalised Client::add_pet()",
            "minor added operations::AddPetContent",
        ],
    ),
    (
        "scheme of another kind",
        &[(
            "{type: http, scheme: bearer}",
            "{type: http, scheme: basic}",
        )],
        &["major changed ClientBuilder::token()"],
    ),
    (
        "first scheme with tokens to get",
        &[(
            "{type: http, scheme: bearer}",
            "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://example.org/token', scopes: {}}}}",
        )],
        &[
            "minor added Client::TOKEN",
            "minor generalised ClientBuilder::token()",
            "minor added OAuth2",
            "minor added runtime::oauth",
        ],
    ),
    (
        "second server",
        &[(
            "- {url: 'https://example.org'}",
            "- {url: 'https://example.org', description: Production}\n  - {url: 'https://test.example.org', description: Test}",
        )],
        &["minor added ClientBuilder::server()", "minor added Server"],
    ),
    (
        "enumeration instead of text",
        &[("text: {type: string}", "text: {type: string, enum: [a, b]}")],
        &[
            "major changed models::Tag::new()",
            "major changed models::Tag::text",
            "minor added models::TagText",
        ],
    ),
    (
        "union instead of an object",
        &[(
            "    Tag:\n      type: object\n",
            "    Tag:\n      oneOf: [{type: string}, {type: integer}]\n    Other:\n      type: object\n",
        )],
        &["minor added models::Other", "major changed models::Tag"],
    ),
    (
        "format",
        &[("old: {type: string, ", "old: {type: string, format: uuid, ")],
        &[
            "major changed models::Pet::old",
            "major changed models::Pet::old()",
            "minor added runtime::wire::uuid_format",
        ],
    ),
];
