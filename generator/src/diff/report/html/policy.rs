//! The page's Content Security Policy: its own style and script, and nothing else.

use sha2::{Digest as _, Sha256};

/// The policy for a style and a script that stand in the page (CSP level 3, section 6.7.3: hashes of their text).
pub(super) fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(style)),
        base64(&Sha256::digest(script))
    )
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4_usize {
            let six = usize::try_from(bits >> (18 - 6 * digit) & 63).unwrap_or_default();
            let letter = ALPHABET.get(six).copied().unwrap_or_default();
            text.push(if digit > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[test]
fn base64_is_padded() {
    let cases = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
    ];
    for (bytes, text) in cases {
        assert_eq!(base64(bytes.as_bytes()), text);
    }
}
