//! Files and directories: writes, appends, renames, lists, reads from the middle, and removes, below the directory `.`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

fn main() -> io::Result<()> {
    let mut args = std::env::args().skip(1);
    println!("arguments: {:?}", args.by_ref().collect::<Vec<_>>());
    println!("COLOUR: {:?}", std::env::var("COLOUR"));

    let directory = Path::new("programs-files");
    fs::create_dir(directory)?;
    for i in 0..20u32 {
        let mut file = File::create(directory.join(format!("{i:02}.txt")))?;
        for line in 0..i * 10 {
            writeln!(file, "line {line} of file {i}")?;
        }
    }
    let mut file = OpenOptions::new().append(true).open(directory.join("07.txt"))?;
    file.write_all(b"one more\n")?;
    drop(file);
    fs::rename(directory.join("03.txt"), directory.join("renamed"))?;
    fs::remove_file(directory.join("04.txt"))?;

    let mut names: Vec<String> =
        fs::read_dir(directory)?.map(|entry| Ok(entry?.file_name().into_string().unwrap())).collect::<io::Result<_>>()?;
    names.sort();
    for name in &names {
        let path = directory.join(name);
        let lines = BufReader::new(File::open(&path)?).lines().count();
        println!("{name}: {} bytes, {lines} lines", fs::metadata(&path)?.len());
    }

    let mut file = OpenOptions::new().read(true).write(true).open(directory.join("07.txt"))?;
    file.seek(SeekFrom::Start(100))?;
    let mut middle = [0; 16];
    file.read_exact(&mut middle)?;
    println!("from 100: {:?}", String::from_utf8_lossy(&middle));
    file.seek(SeekFrom::End(-9))?;
    let mut end = String::new();
    file.read_to_string(&mut end)?;
    println!("the end: {end:?}");
    file.set_len(5)?;
    drop(file);
    println!("cut: {:?}", fs::read_to_string(directory.join("07.txt"))?);

    println!("outside: {}", File::open("../outside").is_err());
    println!("not there: {:?}", File::open(directory.join("nothing")).unwrap_err().kind());
    for name in names {
        fs::remove_file(directory.join(name))?;
    }
    fs::remove_dir(directory)?;
    println!("left: {}", directory.exists());

    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    println!("read {} bytes, {} lines", input.len(), input.lines().count());
    std::process::exit(3);
}
