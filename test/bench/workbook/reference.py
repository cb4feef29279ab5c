"""Writes the cells of a dump (test/bench/workbook/dump.ts) with XlsxWriter; prints what it took as JSON."""
import json
import resource
import sys
import time

import xlsxwriter



def text(field):
    if '\\' not in field:
        return field
    return field.replace('\\n', '\n').replace('\\t', '\t').replace('\\b', '\\')


def main(dump, target):
    began = time.perf_counter()
    with open(dump, encoding='utf-8', newline='\n') as lines:
        parsed = [line[:-1].split('\t') for line in lines]
    for fields in parsed:
        if fields[0] in 'sml':
            fields[-1] = text(fields[-1])
        elif fields[0] == 'n':
            fields[-1] = float(fields[-1])
    read = time.perf_counter()
    used = time.process_time()
    book = xlsxwriter.Workbook(target, {'strings_to_formulas': False, 'strings_to_urls': False})
    styles = {}
    sheet = None
    row = 0
    for fields in parsed:
        kind = fields[0]
        if kind == 's':
            sheet.write_string(row, int(fields[1]), fields[3], styles[fields[2]])
        elif kind == 'b':
            sheet.write_blank(row, int(fields[1]), None, styles[fields[2]])
        elif kind == 'n':
            sheet.write_number(row, int(fields[1]), fields[3], styles[fields[2]])
        elif kind == 'R':
            row = int(fields[1])
            sheet.set_row(row, float(fields[2]))
        elif kind == 'm':
            sheet.merge_range(row, int(fields[1]), row, int(fields[3]), fields[4], styles[fields[2]])
        elif kind == 'H':
            sheet = book.add_worksheet(fields[1])
        elif kind == 'W':
            sheet.set_column(int(fields[1]), int(fields[1]), float(fields[2]))
        elif kind == 'Y':
            styles[fields[1]] = book.add_format(format_of(*fields[2:12]))
    book.close()
    ended = time.perf_counter()
    cpu = time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({'read': (read - began) * 1000, 'write': (ended - read) * 1000, 'cpu': cpu * 1000, 'peak': peak * 1024}))


def format_of(size, bold, underline, colour, fill, border, across, down, wrap, number):
    made = {
        'font_name': 'Arial',
        'font_size': float(size),
        'font_color': '#' + colour,
        'align': across,
        'valign': {'middle': 'vcenter'}.get(down, down),
    }
    if bold == '1':
        made['bold'] = True
    if underline == '1':
        made['underline'] = 1
    if fill:
        made['bg_color'] = '#' + fill
    if border:
        made.update(border=1, border_color='#' + border)
    if wrap == '1':
        made['text_wrap'] = True
    if number:
        made['num_format'] = number
    return made


main(sys.argv[1], sys.argv[2])
