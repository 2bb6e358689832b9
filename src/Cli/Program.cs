using System.CommandLine;
using System.CommandLine.Invocation;
using Supervision.Cli;

// The language is chosen before the help texts are made.
Texts.Use(Commands.LanguageOf(args));
var result = Commands.Root().Parse(args);
if (result.Action is ParseErrorAction)
{
    foreach (var sentence in UsageErrors.Of(result))
        Console.Error.WriteLine(sentence);
    return ExitCode.Failed;
}

return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
