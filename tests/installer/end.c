/* Ends a process as Windows' list of tasks and `taskkill /f` do: at once, with exit code 1. Wine's
   own taskkill gives 0, which no Windows does. Never shipped. */
#include <stdlib.h>
#include <windows.h>

int main(int count, char **words)
{
    HANDLE process = count > 1 ? OpenProcess(PROCESS_TERMINATE, FALSE, strtoul(words[1], NULL, 10)) : NULL;

    return process && TerminateProcess(process, 1) ? 0 : 1;
}
