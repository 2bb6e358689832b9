using System.CommandLine;
using Supervision.Cli;

// The language is chosen before the help texts are made.
Texts.Use(Commands.LanguageOf(args));
var result = Commands.Root().Parse(args);
if (result.Action is System.CommandLine.Invocation.ParseErrorAction wrong)
    wrong.ShowHelp = false;
return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
