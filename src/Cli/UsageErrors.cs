using System.CommandLine;
using System.CommandLine.Parsing;

namespace Supervision.Cli;

/// <summary>
/// What is wrong with the words that were typed, in the chosen language. The library has its own sentences, and none of
/// them in Vietnamese.
/// </summary>
internal static class UsageErrors
{
    /// <summary>The sentences, and where to read more; none where the words are right.</summary>
    internal static IReadOnlyList<string> Of(ParseResult result)
    {
        if (result.Errors.Count == 0)
            return [];
        // Whoever mistypes a command has not given one either: one sentence is enough.
        IEnumerable<string> sentences = result.UnmatchedTokens.Count > 0
            ? result.UnmatchedTokens.Select(t => Texts.Get("usage.unknown", t))
            : result.Errors.Select(e => Sentence(e.SymbolResult, e.Message));
        return [.. sentences.Distinct(), Texts.Get("usage.help", PathOf(result.CommandResult))];
    }

    /// <summary>A whole number between these is expected; another word is told by our own sentence.</summary>
    internal static void WholeNumber(SymbolResult r, string name, long least, long most)
    {
        foreach (var token in r.Tokens.Where(t => !long.TryParse(t.Value, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var number) || number < least || number > most))
            r.AddError(Texts.Get("usage.not_a_number", token.Value, name, least, most));
    }

    // What stands in a value and is wrong there was said by a validator of ours.
    private static string Sentence(SymbolResult? symbol, string message) => symbol switch
    {
        OptionResult { IdentifierTokenCount: > 1, IdentifierToken.Value: var name } =>
            Texts.Get("usage.option_twice", name),
        OptionResult { IdentifierTokenCount: 0 } o => Texts.Get("usage.missing", o.Option.Name),
        OptionResult { Tokens.Count: 0 } o => Texts.Get("usage.option_without_value", o.Option.Name),
        ArgumentResult { Parent: OptionResult o } => Sentence(o, message),
        ArgumentResult { Tokens.Count: 0 } a => Texts.Get("usage.missing", a.Argument.Name),
        CommandResult { Command.Subcommands: { Count: > 0 } commands } =>
            Texts.Get("usage.no_command", string.Join(", ", commands.Select(c => c.Name))),
        _ => message,
    };

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? PathOf(parent) + " " + command.Command.Name : "supervision";
}
