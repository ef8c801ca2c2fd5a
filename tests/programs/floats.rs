//! Floating point: planets that attract each other, a spectral norm, a Mandelbrot set, and numbers as text.

#[derive(Clone, Copy)]
struct Body {
    place: [f64; 3],
    speed: [f64; 3],
    mass: f64,
}

fn energy(bodies: &[Body]) -> f64 {
    let mut sum = 0.0;
    for (i, a) in bodies.iter().enumerate() {
        sum += 0.5 * a.mass * a.speed.iter().map(|v| v * v).sum::<f64>();
        for b in &bodies[i + 1..] {
            let distance = (0..3).map(|k| (a.place[k] - b.place[k]).powi(2)).sum::<f64>().sqrt();
            sum -= a.mass * b.mass / distance;
        }
    }
    sum
}

fn step(bodies: &mut [Body], time: f64) {
    for i in 0..bodies.len() {
        for j in i + 1..bodies.len() {
            let difference: [f64; 3] = core::array::from_fn(|k| bodies[i].place[k] - bodies[j].place[k]);
            let square: f64 = difference.iter().map(|d| d * d).sum();
            let force = time / (square * square.sqrt());
            let (mass_i, mass_j) = (bodies[i].mass, bodies[j].mass);
            for k in 0..3 {
                bodies[i].speed[k] -= difference[k] * mass_j * force;
                bodies[j].speed[k] += difference[k] * mass_i * force;
            }
        }
    }
    for body in bodies {
        for k in 0..3 {
            body.place[k] += time * body.speed[k];
        }
    }
}

fn spectral_norm(n: usize) -> f64 {
    let a = |i: usize, j: usize| 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64;
    let times = |v: &[f64], a: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
        (0..n).map(|i| v.iter().enumerate().map(|(j, x)| a(i, j) * x).sum()).collect()
    };
    let (mut u, mut v) = (vec![1.0; n], Vec::new());
    for _ in 0..10 {
        v = times(&times(&u, &a), &|i, j| a(j, i));
        u = times(&times(&v, &a), &|i, j| a(j, i));
    }
    let uv: f64 = u.iter().zip(&v).map(|(a, b)| a * b).sum();
    let vv: f64 = v.iter().map(|b| b * b).sum();
    (uv / vv).sqrt()
}

fn mandelbrot(size: usize) -> u32 {
    let mut inside = 0;
    for y in 0..size {
        for x in 0..size {
            let (cr, ci) = (3.0 * x as f32 / size as f32 - 2.0, 2.0 * y as f32 / size as f32 - 1.0);
            let (mut r, mut i, mut n) = (0f32, 0f32, 0);
            while n < 50 && r * r + i * i < 4.0 {
                (r, i) = (r * r - i * i + cr, 2.0 * r * i + ci);
                n += 1;
            }
            inside += u32::from(n == 50);
        }
    }
    inside
}

fn main() {
    let mut bodies: Vec<Body> = (0..5)
        .map(|i| {
            let i = f64::from(i);
            Body { place: [i * 3.1 + 1.0, i * -1.7, i * 0.3], speed: [0.1 * i, 0.3 - 0.05 * i, 0.01], mass: 10.0 / (i + 1.0) }
        })
        .collect();
    println!("energy: {:.9}", energy(&bodies));
    for _ in 0..20_000 {
        step(&mut bodies, 0.001);
    }
    println!("energy: {:.9}", energy(&bodies));
    println!("norm: {:.9}", spectral_norm(100));
    println!("inside: {}", mandelbrot(120));
    for x in [0.1f64, 1.0 / 3.0, 1e300, 5e-324, f64::MAX, -0.0, f64::INFINITY, f64::NAN] {
        println!("{x} {x:e} {:?} {}", x as f32, x as i64);
    }
    for x in [0.5f64, 1.5, 2.5, -0.5, -1.5, 1e18] {
        println!("{} {} {} {} {}", x.floor(), x.ceil(), x.trunc(), x.round_ties_even(), x.copysign(-1.0));
    }
    println!("{:?}", "3.14159 2.5e-7 -1e10 nan inf".split(' ').map(|text| text.parse::<f64>().unwrap()).collect::<Vec<_>>());
}
