using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Supervision.Cli;

/// <summary>
/// The help as the library writes it, the library's own words in the chosen language: it offers no other way.
/// </summary>
internal sealed class UsageHelp(HelpAction library) : SynchronousCommandLineAction
{
    private static readonly string[] Headings = ["Description:", "Usage:", "Arguments:", "Options:", "Commands:"];

    private static readonly Dictionary<string, string> Marks = new()
    {
        ["[options]"] = "usage.options_mark",
        ["[command]"] = "usage.command_mark",
        ["(REQUIRED)"] = "usage.required_mark",
        ["[default: "] = "usage.default_mark",
    };

    /// <summary>Takes the place of the library's help and words what the library says of itself.</summary>
    internal static void Use(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = Texts.Get("usage.help_option");
        help.Action = new UsageHelp((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().Single().Description = Texts.Get("usage.version_option");
    }

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        var code = library.Invoke(parseResult);
        configuration.Output = output;
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
            output.WriteLine(Word(Optional(line.TrimEnd(), parseResult.CommandResult.Command)));
        return code;
    }

    // In the list of commands the library shows an argument that may be left out like one that may not.
    private static string Optional(string line, Command command)
    {
        foreach (var (name, argument) in command.Subcommands.SelectMany(c => c.Arguments
            .Where(a => a.Arity.MinimumNumberOfValues == 0).Select(a => (c.Name, a.Name))))
        {
            var listed = $"  {name} <{argument}>  ";
            if (line.StartsWith(listed, StringComparison.Ordinal))
                return $"  {name} [<{argument}>]" + line[listed.Length..];
        }

        return line;
    }

    private static string Word(string line) => Headings.Contains(line, StringComparer.Ordinal)
        ? Texts.Get("usage." + line.TrimEnd(':').ToLowerInvariant())
        : Marks.Aggregate(line, (text, mark) =>
            text.Replace(mark.Key, Texts.Get(mark.Value), StringComparison.Ordinal));
}
