/*
 * Build tool: writes C arrays holding the files named on the command line, and
 * the table qz_resources that finds them by name. Output on stdout.
 */
#include <stdio.h>

static int embed(const char *path, int index)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return 1;
	}
	printf("static const unsigned char data_%d[] = {", index);
	int byte;
	for (long at = 0; (byte = getc(file)) != EOF; at++)
		printf(at % 24 ? "%d," : "\n%d,", byte);
	printf("0};\n");
	return fclose(file) != 0;
}

int main(int argc, char **argv)
{
	printf("#include \"base/resource.h\"\n");
	for (int i = 1; i < argc; i++)
		if (embed(argv[i], i))
			return 1;
	printf("const struct qz_resource qz_resources[] = {\n");
	for (int i = 1; i < argc; i++)
		printf("\t{\"%s\", data_%d, sizeof data_%d - 1},\n", argv[i], i, i);
	printf("\t{0, 0, 0}\n};\n");
	return fflush(stdout) != 0;
}
