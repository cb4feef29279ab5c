/* Writes the cells of a dump (test/bench/workbook/dump.ts) with libxlsxwriter; prints what it took as JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <xlsxwriter.h>

#define FIELDS 13
#define STYLES 1000

typedef struct {
	char *of[FIELDS];
	double number;
} Line;

static double now(clockid_t clock) {
	struct timespec at;
	clock_gettime(clock, &at);
	return at.tv_sec * 1e3 + at.tv_nsec / 1e6;
}

static void unescape(char *text) {
	char *to = text;
	for (; *text; text++) {
		if (*text == '\\' && text[1]) {
			text++;
			*to++ = *text == 'n' ? '\n' : *text == 't' ? '\t' : '\\';
		} else {
			*to++ = *text;
		}
	}
	*to = 0;
}

static lxw_color_t colour(const char *hex) { return (lxw_color_t)strtoul(hex, NULL, 16); }

static lxw_format *format_of(lxw_workbook *book, char **f) {
	lxw_format *made = workbook_add_format(book);
	format_set_font_name(made, "Arial");
	format_set_font_size(made, atof(f[2]));
	if (*f[3] == '1') format_set_bold(made);
	if (*f[4] == '1') format_set_underline(made, LXW_UNDERLINE_SINGLE);
	format_set_font_color(made, colour(f[5]));
	if (*f[6]) format_set_bg_color(made, colour(f[6]));
	if (*f[7]) {
		format_set_border(made, LXW_BORDER_THIN);
		format_set_border_color(made, colour(f[7]));
	}
	format_set_align(made, *f[8] == 'l' ? LXW_ALIGN_LEFT : *f[8] == 'c' ? LXW_ALIGN_CENTER : LXW_ALIGN_RIGHT);
	format_set_align(made, *f[9] == 't' ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
	if (*f[10] == '1') format_set_text_wrap(made);
	if (*f[11]) format_set_num_format(made, f[11]);
	return made;
}

int main(int count, char **given) {
	if (count < 3) return 2;
	double began = now(CLOCK_MONOTONIC);
	FILE *file = fopen(given[1], "rb");
	if (!file) return 1;
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	char *all = malloc(size + 1);
	if (fread(all, 1, size, file) != (size_t)size) return 1;
	all[size] = 0;
	fclose(file);
	size_t lines = 0;
	for (long i = 0; i < size; i++) lines += all[i] == '\n';
	Line *parsed = calloc(lines, sizeof(Line));
	char *at = all;
	for (size_t i = 0; i < lines; i++) {
		char *end = strchr(at, '\n');
		*end = 0;
		int last = 0;
		for (char *field = at; field && last < FIELDS; last++) {
			parsed[i].of[last] = field;
			field = strchr(field, '\t');
			if (field) *field++ = 0;
		}
		char kind = *parsed[i].of[0];
		if (kind == 's' || kind == 'm') unescape(parsed[i].of[last - 1]);
		if (kind == 'n') parsed[i].number = atof(parsed[i].of[3]);
		at = end + 1;
	}
	double read = now(CLOCK_MONOTONIC);
	double used = now(CLOCK_PROCESS_CPUTIME_ID);
	lxw_workbook *book = workbook_new(given[2]);
	lxw_format *styles[STYLES] = {0};
	lxw_worksheet *sheet = NULL;
	lxw_row_t row = 0;
	for (size_t i = 0; i < lines; i++) {
		char **f = parsed[i].of;
		switch (*f[0]) {
		case 's': worksheet_write_string(sheet, row, atoi(f[1]), f[3], styles[atoi(f[2])]); break;
		case 'b': worksheet_write_blank(sheet, row, atoi(f[1]), styles[atoi(f[2])]); break;
		case 'n': worksheet_write_number(sheet, row, atoi(f[1]), parsed[i].number, styles[atoi(f[2])]); break;
		case 'R':
			row = atoi(f[1]);
			worksheet_set_row(sheet, row, atof(f[2]), NULL);
			break;
		case 'm': worksheet_merge_range(sheet, row, atoi(f[1]), row, atoi(f[3]), f[4], styles[atoi(f[2])]); break;
		case 'H': sheet = workbook_add_worksheet(book, f[1]); break;
		case 'W': worksheet_set_column(sheet, atoi(f[1]), atoi(f[1]), atof(f[2]), NULL); break;
		case 'Y': styles[atoi(f[1])] = format_of(book, f); break;
		}
	}
	lxw_error error = workbook_close(book);
	double ended = now(CLOCK_MONOTONIC);
	double cpu = now(CLOCK_PROCESS_CPUTIME_ID) - used;
	struct rusage most;
	getrusage(RUSAGE_SELF, &most);
	printf("{\"read\": %f, \"write\": %f, \"cpu\": %f, \"peak\": %ld}\n", read - began, ended - read, cpu, most.ru_maxrss * 1024L);
	return error;
}
