#!/usr/bin/env python3
"""Writes the tables of docs/BENCHMARKS.md from the results of a comparison with other engines.

  bench/table.py RESULT.json 'COMMAND' > docs/BENCHMARKS.tables.md

RESULT.json maps each set to its rows, and to the geometric means and the worst rows of Windlass's time divided by each other engine's.
COMMAND is the command that produced it, quoted on the page.
"""
import json
import math
import platform
import sys


def processor():
    try:
        with open('/proc/cpuinfo') as lines:
            return next(line.split(':')[1].strip() for line in lines if line.startswith('model name'))
    except (OSError, StopIteration):
        return platform.processor() or 'unknown'


def engines(rows):
    return list(dict.fromkeys(engine for row in rows.values() for engine in row))


def table(title, part, scale, unit):
    rows = part['rows']
    names = engines(rows)
    print(f'\n## {title}\n')
    print(f'| {unit} | ' + ' | '.join(names) + ' |')
    print('| --- |' + ' ---: |' * len(names))
    for name, row in rows.items():
        cells = [f'{row[n] * scale:.2f}' if isinstance(row.get(n), float) else '' for n in names]
        print(f'| {name} | ' + ' | '.join(cells) + ' |')
    print('\n| Windlass as a multiple of | ' + ' | '.join(part['geomean']) + ' |')
    print('| --- |' + ' ---: |' * len(part['geomean']))
    print('| geometric mean | ' + ' | '.join(f'{v:.3f}' for v in part['geomean'].values()) + ' |')
    worst = [part['worst'][n] for n in part['geomean']]
    print('| worst row | ' + ' | '.join(f'{value:.3f} ({row})' for value, row in worst) + ' |')


def size(part):
    table('Machine code', part, 1, 'bytes per byte of the code section')
    ours = [row['windlass'] for row in part['rows'].values() if isinstance(row.get('windlass'), float)]
    if ours:
        print(f'\nGeometric mean of Windlass: {math.exp(sum(map(math.log, ours)) / len(ours)):.2f}.')


def main():
    with open(sys.argv[1]) as file:
        result = json.load(file)
    print(f'Measured on {processor()}, {platform.system()} {platform.release()}, by')
    print(f'\n```\n{sys.argv[2]}\n```')
    if 'compile' in result:
        table('Compiling, one thread, CPU time', result['compile']['time'], 1e3, 'milliseconds')
        size(result['compile']['size'])
    for name, title, scale, unit in (
        ('run', 'Running', 1, 'seconds'),
        ('simd', 'Running with vectors', 1, 'seconds'),
        ('jobs', 'Small jobs, compiled and run', 1e3, 'milliseconds'),
        ('start', 'Starting, wall time', 1e3, 'milliseconds'),
    ):
        if name in result:
            table(title, result[name], scale, unit)


if __name__ == '__main__':
    main()
