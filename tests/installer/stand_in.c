/* Stands in for the till in tests of Setup and starter: it notes how it was called and ends as told.
   Beside it lies `plan.txt`, a line `first-word exit-code` each (`run` where it is called with no
   word); a code of `hold` keeps it running until `let-go` lies beside it. Never shipped. */
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

int main(int count, char **words)
{
    char name[64], code[64], told[64] = "0";
    const char *asked = count > 1 ? words[1] : "run";
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
    while (file && fscanf(file, "%63s %63s", name, code) == 2)
        if (!strcmp(name, asked))
            strcpy(told, code);
    if (file)
        fclose(file);
    if (!strcmp(told, "hold")) {
        while (!is_there("let-go"))
            Sleep(50);
        return 0;
    }
    return atoi(told);
}
