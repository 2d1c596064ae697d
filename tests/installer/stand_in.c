/* Stands in for the till in tests of Setup and starter: it notes how it was called and ends as told.
   Beside it lies `plan.txt`, a line `first-word exit-code` each (`run` where it is called with no
   word). `7,7,0` are the codes of the first call, the second, and all that follow; `slow7` takes
   three seconds, and `hold` runs until `let-go` lies beside it.
   `count.txt` has a sign for each call that the plan was asked for. Never shipped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static char folder[MAX_PATH];

static FILE *beside(const char *name, const char *mode)
{
    char path[MAX_PATH + 32];
    snprintf(path, sizeof path, "%s\\%s", folder, name);
    return fopen(path, mode);
}

static int is_there(const char *name)
{
    FILE *file = beside(name, "r");
    if (file)
        fclose(file);
    return file != NULL;
}

/* The code for this call: the first of those told on the first one, and the last one for ever. */
static const char *next_code(char *told)
{
    FILE *counted = beside("count.txt", "a");
    long count;
    char *code = strtok(told, ","), *following;

    fseek(counted, 0, SEEK_END);
    count = ftell(counted);
    fputc('.', counted);
    fclose(counted);
    while (count-- > 0 && (following = strtok(NULL, ",")))
        code = following;
    return code;
}

int main(int count, char **words)
{
    char name[64], codes[64], told[64] = "0";
    const char *code = told, *asked = count > 1 ? words[1] : "run";
    FILE *file;

    GetModuleFileNameA(NULL, folder, sizeof folder);
    *strrchr(folder, '\\') = 0;
    file = beside("..\\called.txt", "a");
    fprintf(file, "%s", strrchr(folder, '\\') + 1);
    for (int at = 1; at < count; at++)
        fprintf(file, " %s", words[at]);
    fprintf(file, "\n");
    fclose(file);
    file = beside("plan.txt", "r");
    while (file && fscanf(file, "%63s %63s", name, codes) == 2)
        if (!strcmp(name, asked))
            strcpy(told, codes);
    if (file)
        fclose(file);
    if (strchr(told, ','))
        code = next_code(told);
    if (!strcmp(code, "hold")) {
        while (!is_there("let-go"))
            Sleep(50);
        return 0;
    }
    if (!strncmp(code, "slow", 4)) {
        Sleep(3000);
        code += 4;
    }
    return atoi(code);
}
