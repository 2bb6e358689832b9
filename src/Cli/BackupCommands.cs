using System.CommandLine;
using System.Text;

namespace Supervision.Cli;

/// <summary>The part of the command line for the day after: <c>backup | restore | drill | origin open</c>.</summary>
internal static class BackupCommands
{
    internal static IEnumerable<Command> All(Func<ParseResult, Place> at) =>
        [Backup(at), Restore(at), Drill(at), Origin(at)];

    private static Command Backup(Func<ParseResult, Place> at)
    {
        var command = new Command("backup", Texts.Get("help.backup"));
        var file = new Argument<string>("file") { Description = Texts.Get("help.backup.file") };
        var demo = Demo(command);
        command.Arguments.Add(file);
        command.SetAction((r, ct) => Failure.GuardAsync(() => BackupCommand.RunAsync(
            at(r), LogCommands.Kind(r.GetValue(demo)), r.GetValue(file)!, ct)));
        return command;
    }

    private static Command Restore(Func<ParseResult, Place> at)
    {
        var command = new Command("restore", Texts.Get("help.restore"));
        var file = new Argument<string>("file") { Description = Texts.Get("help.restore.file") };
        var demo = Demo(command);
        command.Arguments.Add(file);
        command.SetAction((r, ct) => Failure.GuardAsync(() => RestoreCommand.RunAsync(
            at(r), LogCommands.Kind(r.GetValue(demo)), r.GetValue(file)!, ct)));
        return command;
    }

    private static Command Drill(Func<ParseResult, Place> at)
    {
        var command = new Command("drill", Texts.Get("help.drill"));
        var file = new Argument<string?>("file")
        {
            Description = Texts.Get("help.drill.file"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var demo = Demo(command);
        command.Arguments.Add(file);
        command.SetAction((r, ct) => Failure.GuardAsync(() => DrillCommand.RunAsync(
            at(r), LogCommands.Kind(r.GetValue(demo)), r.GetValue(file), ct)));
        return command;
    }

    private static Command Origin(Func<ParseResult, Place> at)
    {
        var command = new Command("origin", Texts.Get("help.origin_noun"));
        var open = new Command("open", Texts.Get("help.origin_open"));
        var name = Needed("--name", "help.origin_open.name");
        var by = Needed("--by", "help.origin_open.by");
        var reason = Needed("--reason", "help.origin_open.reason");
        var known = new Option<string?>("--known")
        {
            Description = Texts.Get("help.origin_open.known"),
            HelpName = Texts.Get("usage.file"),
        };
        var demo = Demo(open);
        foreach (var option in new Option[] { name, by, reason, known })
            open.Options.Add(option);
        open.SetAction((r, ct) => Failure.GuardAsync(() => OriginCommand.OpenAsync(
            at(r), LogCommands.Kind(r.GetValue(demo)),
            new NewOrigin(r.GetValue(name)!, Composed(r.GetValue(by)!), Composed(r.GetValue(reason)!),
                r.GetValue(known)), ct)));
        command.Subcommands.Add(open);
        return command;
    }

    // A terminal may send Vietnamese letters in parts; the ledger takes them composed only.
    private static string Composed(string text) => text.Normalize(NormalizationForm.FormC);

    private static Option<string> Needed(string name, string help) =>
        new(name) { Description = Texts.Get(help), Required = true };

    private static Option<bool> Demo(Command command)
    {
        var option = new Option<bool>("--demo") { Description = Texts.Get("help.verify.demo") };
        command.Options.Add(option);
        return option;
    }
}
