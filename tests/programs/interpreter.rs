//! A small language: a parser, and an interpreter with closures, over reference-counted trees.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

#[derive(Clone)]
enum Value {
    Number(i64),
    List(Rc<Vec<Value>>),
    Closure(Rc<Vec<String>>, Rc<Code>, Rc<Scope>),
}

enum Code {
    Number(i64),
    Name(String),
    Call(Vec<Code>),
}

struct Scope {
    names: HashMap<String, Value>,
    outer: Option<Rc<Scope>>,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) => write!(f, "{n}"),
            Value::List(list) => {
                f.write_str("[")?;
                for (i, value) in list.iter().enumerate() {
                    write!(f, "{}{value}", if i > 0 { " " } else { "" })?;
                }
                f.write_str("]")
            }
            Value::Closure(names, ..) => write!(f, "<function of {}>", names.join(" ")),
        }
    }
}

fn parse(words: &mut std::iter::Peekable<std::vec::IntoIter<String>>) -> Result<Code, String> {
    match words.next().ok_or("unexpected end")?.as_str() {
        "(" => {
            let mut list = Vec::new();
            while words.peek().is_some_and(|word| word != ")") {
                list.push(parse(words)?);
            }
            words.next().ok_or("a parenthesis is missing")?;
            Ok(Code::Call(list))
        }
        ")" => Err("unexpected )".into()),
        word => Ok(word.parse().map_or_else(|_| Code::Name(word.to_owned()), Code::Number)),
    }
}

fn lookup(scope: &Rc<Scope>, name: &str) -> Result<Value, String> {
    let mut scope = Some(scope);
    while let Some(inner) = scope {
        if let Some(value) = inner.names.get(name) {
            return Ok(value.clone());
        }
        scope = inner.outer.as_ref();
    }
    Err(format!("{name} is not defined"))
}

fn number(value: &Value) -> Result<i64, String> {
    match value {
        Value::Number(n) => Ok(*n),
        other => Err(format!("{other} is not a number")),
    }
}

fn list(value: &Value) -> Result<&[Value], String> {
    match value {
        Value::List(values) => Ok(values),
        other => Err(format!("{other} is not a list")),
    }
}

fn apply(function: &Value, args: Vec<Value>) -> Result<Value, String> {
    let Value::Closure(names, body, outer) = function else { return Err(format!("{function} is not a function")) };
    if names.len() != args.len() {
        return Err(format!("{} arguments instead of {}", args.len(), names.len()));
    }
    let names = names.iter().cloned().zip(args).collect();
    eval(body, &Rc::new(Scope { names, outer: Some(outer.clone()) }))
}

fn eval(code: &Rc<Code>, scope: &Rc<Scope>) -> Result<Value, String> {
    eval_in(code, scope)
}

fn eval_in(code: &Code, scope: &Rc<Scope>) -> Result<Value, String> {
    let items = match code {
        Code::Number(n) => return Ok(Value::Number(*n)),
        Code::Name(name) => return lookup(scope, name),
        Code::Call(items) => items,
    };
    let [first, rest @ ..] = &items[..] else { return Ok(Value::List(Rc::default())) };
    match (first, rest) {
        (Code::Name(name), [condition, yes, no]) if name == "if" => {
            let branch = if number(&eval_in(condition, scope)?)? != 0 { yes } else { no };
            return eval_in(branch, scope);
        }
        (Code::Name(name), [Code::Call(names), body]) if name == "fn" => {
            let names = names.iter().map(|name| match name {
                Code::Name(name) => Ok(name.clone()),
                _ => Err("a name is needed".to_owned()),
            });
            let names = names.collect::<Result<Vec<_>, _>>()?;
            return Ok(Value::Closure(Rc::new(names), Rc::new(copy(body)), scope.clone()));
        }
        (Code::Name(name), [Code::Name(bound), value, body]) if name == "let" => {
            let names = HashMap::from([(bound.clone(), eval_in(value, scope)?)]);
            return eval_in(body, &Rc::new(Scope { names, outer: Some(scope.clone()) }));
        }
        _ => {}
    }
    let args = rest.iter().map(|arg| eval_in(arg, scope)).collect::<Result<Vec<_>, _>>()?;
    let Code::Name(name) = first else { return apply(&eval_in(first, scope)?, args) };
    Ok(match (name.as_str(), &args[..]) {
        ("+", [a, b]) => Value::Number(number(a)?.wrapping_add(number(b)?)),
        ("-", [a, b]) => Value::Number(number(a)?.wrapping_sub(number(b)?)),
        ("*", [a, b]) => Value::Number(number(a)?.wrapping_mul(number(b)?)),
        ("%", [a, b]) => Value::Number(number(a)?.checked_rem(number(b)?).ok_or("division by zero")?),
        ("<", [a, b]) => Value::Number((number(a)? < number(b)?).into()),
        ("=", [a, b]) => Value::Number((number(a)? == number(b)?).into()),
        ("list", values) => Value::List(Rc::new(values.to_vec())),
        ("range", [n]) => Value::List(Rc::new((0..number(n)?).map(Value::Number).collect())),
        ("map", [f, values]) => {
            let mapped = list(values)?.iter().map(|value| apply(f, vec![value.clone()]));
            Value::List(Rc::new(mapped.collect::<Result<_, _>>()?))
        }
        ("fold", [f, start, values]) => {
            let fold = |sum: Value, value: &Value| apply(f, vec![sum, value.clone()]);
            list(values)?.iter().try_fold(start.clone(), fold)?
        }
        _ => apply(&lookup(scope, name)?, args)?,
    })
}

fn copy(code: &Code) -> Code {
    match code {
        Code::Number(n) => Code::Number(*n),
        Code::Name(name) => Code::Name(name.clone()),
        Code::Call(items) => Code::Call(items.iter().map(copy).collect()),
    }
}

fn run(text: &str) -> Result<Value, String> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
    let code = Rc::new(parse(&mut words.into_iter().peekable())?);
    eval(&code, &Rc::new(Scope { names: HashMap::new(), outer: None }))
}

fn main() {
    for text in [
        "(+ 1 (* 2 3))",
        "(let square (fn (x) (* x x)) (map square (range 10)))",
        "(let fix (fn (f n) (f f n)) (fix (fn (self n) (if (< n 2) n (+ (self self (- n 1)) (self self (- n 2))))) 20))",
        "(fold (fn (sum x) (+ sum x)) 0 (map (fn (x) (% (* x 7919) 104729)) (range 20000)))",
        "(let loop (fn (self n sum) (if (= n 0) sum (self self (- n 1) (+ sum n)))) (loop loop 1000 0))",
        "(let adder (fn (a) (fn (b) (+ a b))) (map (adder 5) (list 1 2 3)))",
        "(fn (a b) a)",
        "(% 1 0)",
        "(+ 1 (list 2))",
        "(unknown 1)",
        "(+ 1",
    ] {
        match run(text) {
            Ok(value) => println!("{text} = {value}"),
            Err(error) => println!("{text}: {error}"),
        }
    }
}
