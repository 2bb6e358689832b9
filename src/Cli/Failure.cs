using Npgsql;
using Spectre.Console;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Ledger.Backups;
using Supervision.Ledger.EmbeddedPostgres;
using Supervision.Messaging.Scenarios;
using Supervision.Messaging.Sealing;
using Supervision.TransparencyLog;

namespace Supervision.Cli;

/// <summary>What the exit codes mean.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>It could not be done, or an expectation did not hold; the reason is on standard error.</summary>
    public const int Failed = 1;

    /// <summary>The ledger has faults, or a proof or checkpoint is not right: they were named.</summary>
    public const int Faults = 2;

    /// <summary>Stopped by Ctrl-C before it was finished.</summary>
    public const int Interrupted = 130;
}

/// <summary>A command cannot go on: one sentence for the person, in his language.</summary>
public sealed class CommandFailedException(string sentence) : Exception(sentence);

/// <summary>
/// Turns what may go wrong into one sentence on standard error and an exit code; never a stack trace.
/// </summary>
public static class Failure
{
    /// <summary>Runs a command.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(Texts.Get("interrupted"));
            return ExitCode.Interrupted;
        }
        catch (LedgerCorruptException corrupt)
        {
            await Console.Error.WriteLineAsync(Texts.Get("failure.corrupt", corrupt.Message));
            return ExitCode.Faults;
        }
        catch (LogFaultException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCode.Faults;
        }
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
        catch (Exception defect) when (Environment.GetEnvironmentVariable("SUPERVISION_TRACE") != "1")
        {
            await Console.Error.WriteLineAsync(Texts.Get("failure.defect", defect.GetType().Name, defect.Message));
            return ExitCode.Failed;
        }
    }

    /// <summary>The sentence for what a person can do something about; null for a defect of the program.</summary>
    public static string? Sentence(Exception e) => e switch
    {
        CommandFailedException failed => failed.Message,
        EmbeddedPostgresException postgres => Postgres(postgres),
        BackupException backup => Texts.Get("backup." + backup.Code, [.. backup.Values]),
        MasterKeyException key => Texts.Get("failure.master_key_" + key.Code, key.Path),
        ScenarioException scenario => Scenario(scenario),
        PostgresException refused => Texts.Get("failure.postgres", refused.MessageText, refused.SqlState),
        NpgsqlException unreachable => Texts.Get("failure.no_connection", unreachable.Message),
        UnknownNameException unknown => Texts.Get("failure.unknown_event", unknown.Name),
        MalformedException malformed => LogTexts.Malformed(malformed),
        CheckpointRefusedException refused => LogTexts.Refused(refused),
        PrivateFileException secret => Texts.Get("secret." + secret.Code, secret.File),
        UnauthorizedAccessException denied => Texts.Get("failure.denied", denied.Message),
        IOException io => Texts.Get("failure.io", io.Message),
        _ => null,
    };

    /// <summary>The text with this key, its places {name} filled with the exception's values.</summary>
    private static string Postgres(EmbeddedPostgresException e) => Texts.Find(e.Code) is { } pattern
        ? e.Arguments.Aggregate(pattern, (text, a) => text.Replace("{" + a.Key + "}", a.Value)) : e.Message;

    private static string Scenario(ScenarioException e)
    {
        string[] values = e.Refusal is { } refusal
            ? [.. e.Values, DomainTexts.Sentence(refusal, Texts.Culture)] : [.. e.Values];
        var reason = Texts.Get("scenario." + e.Code, values);
        return e.Step is null ? Texts.Get("scenario.in_file", e.File, reason)
            : Texts.Get("scenario.in_step", e.File, e.Step, reason);
    }
}

/// <summary>The terminal: plain text without colours where the output is a file or a pipe.</summary>
public static class Terminal
{
    private const int RedirectedWidthCharacters = 120;

    /// <summary>Standard output.</summary>
    public static readonly IAnsiConsole Out = Open(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error, for progress.</summary>
    public static readonly IAnsiConsole Error = Open(Console.Error, Console.IsErrorRedirected);

    /// <summary>A plain line, however long; what stands in it is never markup.</summary>
    public static void Line(string text = "") => Console.Out.WriteLine(text);

    /// <summary>A table with these columns; text in cells is never markup.</summary>
    public static Table Table(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(title.EscapeMarkup()) };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.EscapeMarkup()));
        return table;
    }

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = RedirectedWidthCharacters;
        return console;
    }
}
