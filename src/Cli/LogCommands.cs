using System.CommandLine;
using Supervision.Ledger;
using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary>The part of the command line that is about the log: <c>prove | check | key</c>.</summary>
internal static class LogCommands
{
    private const int KeyFileBytesMax = 10_000;

    internal static Command Prove(Func<ParseResult, Place> at)
    {
        var command = new Command("prove", Texts.Get("help.prove"));
        var index = new Argument<long>("index") { Description = Texts.Get("help.prove.index") };
        index.Validators.Add(r => UsageErrors.WholeNumber(r, index.Name, 0, long.MaxValue));
        var output = new Option<string?>("--out")
        {
            Description = Texts.Get("help.prove.out"),
            HelpName = Texts.Get("usage.file"),
        };
        var demo = new Option<bool>("--demo") { Description = Texts.Get("help.verify.demo") };
        command.Arguments.Add(index);
        command.Options.Add(output);
        command.Options.Add(demo);
        command.SetAction((r, ct) => Failure.GuardAsync(() => ProveCommand.RunAsync(
            at(r), Kind(r.GetValue(demo)), r.GetValue(index), r.GetValue(output), ct)));
        return command;
    }

    internal static Command Check()
    {
        var command = new Command("check", Texts.Get("help.check"));
        var file = new Argument<string>("file") { Description = Texts.Get("help.check.file") };
        var entry = new Option<string?>("--entry")
        {
            Description = Texts.Get("help.check.entry"),
            HelpName = Texts.Get("usage.file"),
        };
        var cosigners = new Option<string[]>("--cosigner")
        {
            Description = Texts.Get("help.check.cosigner"),
            HelpName = "vkey",
        };
        var quorum = new Option<int?>("--quorum") { Description = Texts.Get("help.check.quorum") };
        quorum.Validators.Add(r => UsageErrors.WholeNumber(r, quorum.Name, 0, int.MaxValue));
        var keys = new KeyOptions(command);
        command.Arguments.Add(file);
        command.Options.Add(entry);
        command.Options.Add(cosigners);
        command.Options.Add(quorum);
        command.SetAction((r, _) => Failure.GuardAsync(() => Task.FromResult(CheckCommand.Run(r.GetValue(file)!,
            PolicyOf(keys.Read(r), r.GetValue(cosigners) ?? [], r.GetValue(quorum)), r.GetValue(entry)))));
        return command;
    }

    internal static Command Key(Func<ParseResult, Place> at)
    {
        var command = new Command("key", Texts.Get("help.key"));
        var origin = new Option<string>("--origin")
        {
            Description = Texts.Get("help.origin"),
            DefaultValueFactory = _ => Commands.Setting("SUPERVISION_ORIGIN") ?? ServeCommand.DefaultOrigin,
        };
        var demo = new Option<bool>("--demo") { Description = Texts.Get("help.verify.demo") };
        command.Options.Add(origin);
        command.Options.Add(demo);
        command.SetAction((r, _) => Failure.GuardAsync(() =>
        {
            var file = at(r).KeyFile(Kind(r.GetValue(demo)));
            var made = !File.Exists(file);
            var key = made ? LogKey.Open(file, r.GetValue(origin)!).Verifier : LogKey.ReadVerifier(file);
            Console.Error.WriteLine(Texts.Get(made ? "key.made" : "key.found", file));
            // Alone on standard output, to be redirected into a file for check --vkey-file.
            Terminal.Line(key.ToString());
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    internal static Option<int?> OperatorPort()
    {
        var option = new Option<int?>("--operator-port") { Description = Texts.Get("help.operator_port") };
        option.Validators.Add(r => UsageErrors.WholeNumber(r, option.Name, 0, ushort.MaxValue));
        return option;
    }

    internal static string Kind(bool demo) => demo ? "demo" : "ledger";

    private static Policy PolicyOf(IReadOnlyList<VerifierKey> log, string[] cosigners, int? quorum)
    {
        if (log is not [var key])
            throw new CommandFailedException(Texts.Get("check.no_key"));
        try
        {
            return new Policy(key, [.. cosigners.Select(VerifierKey.Parse)], quorum ?? cosigners.Length);
        }
        catch (ArgumentException)
        {
            throw new CommandFailedException(Texts.Get("check.wrong_policy"));
        }
    }

    /// <summary>--vkey and --vkey-file: the log's public key, in either way.</summary>
    internal sealed class KeyOptions
    {
        private readonly Option<string?> key =
            new("--vkey") { Description = Texts.Get("help.vkey"), HelpName = Texts.Get("usage.key") };

        private readonly Option<string?> file =
            new("--vkey-file") { Description = Texts.Get("help.vkey_file"), HelpName = Texts.Get("usage.file") };

        internal KeyOptions(Command command)
        {
            command.Options.Add(key);
            command.Options.Add(file);
        }

        internal IReadOnlyList<VerifierKey> Read(ParseResult r)
        {
            if (r.GetValue(key) is not null && r.GetValue(file) is not null)
                throw new CommandFailedException(Texts.Get("check.two_keys"));
            var text = r.GetValue(file) is { } path
                ? System.Text.Encoding.UTF8.GetString(LogFiles.Read(path, KeyFileBytesMax)).Trim() : r.GetValue(key);
            return text is null ? [] : [VerifierKey.Parse(text)];
        }
    }
}
