using System.CommandLine;

namespace Supervision.Cli;

/// <summary>
/// The command line: <c>supervision demo | serve | verify | prove | check | key | backup | restore | drill | origin |
/// scenario</c>.
/// </summary>
public static class Commands
{
    /// <summary>The whole command line, its help in the chosen language.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(Texts.Get("help.root"));
        var database = new Option<string?>("--database")
        {
            Description = Texts.Get("help.database"),
            HelpName = Texts.Get("usage.connection_string"),
            Recursive = true,
            DefaultValueFactory = _ => Setting("SUPERVISION_DATABASE"),
        };
        var data = new Option<string?>("--data")
        {
            Description = Texts.Get("help.data"),
            HelpName = Texts.Get("usage.folder"),
            Recursive = true,
            DefaultValueFactory = _ => Setting("SUPERVISION_DATA"),
        };
        var language = new Option<string?>("--lang") { Description = Texts.Get("help.lang"), Recursive = true };
        language.CompletionSources.Add(Texts.Languages);
        language.Validators.Add(r =>
        {
            foreach (var word in r.Tokens.Where(t => !Texts.Languages.Contains(t.Value, StringComparer.Ordinal)))
                r.AddError(Texts.Get("usage.no_such_language", word.Value));
        });
        var key = new Option<string?>("--key")
        {
            Description = Texts.Get("help.key_file"),
            HelpName = Texts.Get("usage.file"),
            Recursive = true,
            DefaultValueFactory = _ => Setting("SUPERVISION_KEY"),
        };
        root.Options.Add(database);
        root.Options.Add(data);
        root.Options.Add(key);
        root.Options.Add(language);
        Place At(ParseResult r) => new(r.GetValue(database), r.GetValue(data), r.GetValue(key));
        root.Subcommands.Add(Demo(At));
        root.Subcommands.Add(Serve(At));
        root.Subcommands.Add(Verify(At));
        root.Subcommands.Add(LogCommands.Prove(At));
        root.Subcommands.Add(LogCommands.Check());
        root.Subcommands.Add(LogCommands.Key(At));
        foreach (var command in BackupCommands.All(At))
            root.Subcommands.Add(command);
        root.Subcommands.Add(Scenario(At));
        UsageHelp.Use(root);
        return root;
    }

    /// <summary>The language that the arguments or the environment choose; null for the default.</summary>
    public static string? LanguageOf(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--lang" && i + 1 < args.Count)
                return args[i + 1];
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal))
                return args[i]["--lang=".Length..];
        }

        return Setting("SUPERVISION_LANG");
    }

    private static Command Demo(Func<ParseResult, Place> at)
    {
        var command = new Command("demo", Texts.Get("help.demo"));
        var exit = new Option<bool>("--exit") { Description = Texts.Get("help.demo.exit") };
        var urls = Urls();
        var port = LogCommands.OperatorPort();
        command.Options.Add(exit);
        command.Options.Add(urls);
        command.Options.Add(port);
        command.SetAction((r, ct) => Failure.GuardAsync(() => DemoCommand.RunAsync(
            at(r), r.GetValue(exit), r.GetValue(urls)!, r.GetValue(port), ct)));
        return command;
    }

    private static Command Serve(Func<ParseResult, Place> at)
    {
        var command = new Command("serve", Texts.Get("help.serve"));
        var origin = new Option<string>("--origin")
        {
            Description = Texts.Get("help.origin"),
            DefaultValueFactory = _ => Setting("SUPERVISION_ORIGIN") ?? ServeCommand.DefaultOrigin,
        };
        var urls = Urls();
        var remote = new Option<bool>("--allow-remote") { Description = Texts.Get("help.remote") };
        command.Options.Add(origin);
        command.Options.Add(urls);
        command.Options.Add(remote);
        var port = LogCommands.OperatorPort();
        command.Options.Add(port);
        command.SetAction((r, ct) => Failure.GuardAsync(() => ServeCommand.RunAsync(
            at(r), r.GetValue(origin)!, r.GetValue(urls)!, r.GetValue(remote), r.GetValue(port), ct)));
        return command;
    }

    private static Command Verify(Func<ParseResult, Place> at)
    {
        var command = new Command("verify", Texts.Get("help.verify"));
        var demo = new Option<bool>("--demo") { Description = Texts.Get("help.verify.demo") };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            Description = Texts.Get("help.verify.checkpoint"),
            HelpName = Texts.Get("usage.file"),
        };
        var keys = new LogCommands.KeyOptions(command);
        command.Options.Add(demo);
        command.Options.Add(checkpoint);
        command.SetAction((r, ct) => Failure.GuardAsync(() => VerifyCommand.RunAsync(
            at(r), r.GetValue(demo) ? "demo" : "ledger", keys.Read(r), r.GetValue(checkpoint), ct)));
        return command;
    }

    private static Command Scenario(Func<ParseResult, Place> at)
    {
        var command = new Command("scenario", Texts.Get("help.scenario"));
        var files = new Argument<string[]>("file")
        {
            Description = Texts.Get("help.scenario.files"),
            Arity = ArgumentArity.OneOrMore,
        };
        command.Arguments.Add(files);
        command.SetAction((r, ct) => Failure.GuardAsync(
            () => ScenarioCommand.RunAsync(at(r), r.GetValue(files)!, ct)));
        return command;
    }

    private static Option<string> Urls() => new("--urls")
    {
        Description = Texts.Get("help.urls"),
        DefaultValueFactory = _ => Setting("SUPERVISION_URLS") ?? "http://localhost:5080",
    };

    internal static string? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
