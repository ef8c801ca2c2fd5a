//! The arguments and the expected result of a program in the suite: a small parser for their JSON.

use std::path::Path;

/// The file for a program. Omitted fields have the defaults of a plain run.
#[derive(Default)]
pub(crate) struct Specification {
    pub(crate) args: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
    /// The directory that the program gets as `/`, next to the program.
    pub(crate) root: Option<String>,
    pub(crate) stdout: Option<String>,
    pub(crate) exit_code: i32,
}

impl Specification {
    /// Reads the file for `program`, if there is one.
    pub(crate) fn of(program: &Path) -> Result<Specification, String> {
        let mut specification = Specification::default();
        let path = program.with_extension("json");
        let Ok(text) = std::fs::read_to_string(&path) else { return Ok(specification) };
        let in_file = |what: &str| format!("{}: {what}", path.display());
        let Json::Object(fields) = Json::parse(&text).ok_or_else(|| in_file("not understood"))? else {
            return Err(in_file("no object"));
        };
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("args", Json::Array(items)) => {
                    specification.args = items.into_iter().map(Json::into_string).collect::<Option<_>>().unwrap();
                }
                ("env", Json::Object(items)) => {
                    let pair = |(name, value): (String, Json)| Some((name, value.into_string()?));
                    specification.env = items.into_iter().map(pair).collect::<Option<_>>().unwrap();
                }
                ("root", Json::String(root)) => specification.root = Some(root),
                ("stdout", Json::String(text)) => specification.stdout = Some(text),
                ("exit_code", Json::Number(number)) => specification.exit_code = number,
                _ => return Err(in_file(&format!("the field {name:?} is not known"))),
            }
        }
        Ok(specification)
    }
}

/// The part of JSON that the suite uses.
enum Json {
    String(String),
    Number(i32),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    fn parse(text: &str) -> Option<Json> {
        let mut rest = text.chars().peekable();
        Json::value(&mut rest)
    }

    fn into_string(self) -> Option<String> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    fn value(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Json> {
        match next_visible(rest)? {
            '"' => Json::string(rest).map(Json::String),
            '[' => {
                let mut items = Vec::new();
                while !end(rest, ']')? {
                    items.push(Json::value(rest)?);
                }
                Some(Json::Array(items))
            }
            '{' => {
                let mut fields = Vec::new();
                while !end(rest, '}')? {
                    let name = Json::value(rest)?.into_string()?;
                    (next_visible(rest)? == ':').then_some(())?;
                    fields.push((name, Json::value(rest)?));
                }
                Some(Json::Object(fields))
            }
            first => {
                let mut digits = String::from(first);
                while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                    digits.push(digit);
                }
                digits.parse().ok().map(Json::Number)
            }
        }
    }

    /// The rest of a string after its opening quotation mark.
    fn string(rest: &mut impl Iterator<Item = char>) -> Option<String> {
        let mut text = String::new();
        loop {
            text.push(match rest.next()? {
                '"' => return Some(text),
                '\\' => match rest.next()? {
                    'n' => '\n',
                    't' => '\t',
                    same @ ('"' | '\\' | '/') => same,
                    _ => return None,
                },
                other => other,
            });
        }
    }
}

fn next_visible(rest: &mut impl Iterator<Item = char>) -> Option<char> {
    rest.find(|character| !character.is_whitespace())
}

/// Skips to the next item. Returns true if there is none.
fn end(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, close: char) -> Option<bool> {
    loop {
        match rest.peek()? {
            ',' => rest.next(),
            character if character.is_whitespace() => rest.next(),
            character if *character == close => {
                rest.next();
                return Some(true);
            }
            _ => return Some(false),
        };
    }
}
