using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Supervision.Ledger.Backups;

/// <summary>A run of pg_dump or pg_restore, whose archive goes through a pipe, never into a file of its own.</summary>
internal sealed class DumpProcess : IDisposable
{
    private const int ErrorLinesMax = 30;

    private readonly Process process;
    private readonly Task<string> errors;

    private DumpProcess(Process process)
    {
        this.process = process;
        errors = DrainAsync(process.StandardError);
    }

    /// <summary>What it writes.</summary>
    internal Stream Output => process.StandardOutput.BaseStream;

    /// <summary>What it reads.</summary>
    internal Stream Input => process.StandardInput.BaseStream;

    internal static DumpProcess Start(string program, string connectionString, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // PGDATA, PGOPTIONS and the like of the person's environment are not meant for this server. The password is
        // given where only the same user and root can look: not among the words of the command.
        var home = Environment.GetEnvironmentVariable("HOME");
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = string.IsNullOrEmpty(path) ? "/usr/bin:/bin" : path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        if (!string.IsNullOrEmpty(home))
            start.Environment["HOME"] = home;
        foreach (var (name, value) in Settings(new NpgsqlConnectionStringBuilder(connectionString)))
            start.Environment[name] = value;
        try
        {
            return new DumpProcess(Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw Failed(program, e.Message);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="BackupException">It failed.</exception>
    internal async Task EndAsync(CancellationToken ct)
    {
        await process.WaitForExitAsync(ct);
        if (process.ExitCode == 0)
            return;
        // A terminal's Ctrl-C reaches it too.
        ct.ThrowIfCancellationRequested();
        throw Failed(process.StartInfo.FileName, await errors);
    }

    /// <summary>What was cut off is ended: its server notices that nobody listens any more.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private static BackupException Failed(string program, string lines) => new("program-failed",
        $"{Path.GetFileName(program)} failed: {lines}", Path.GetFileName(program), lines);

    // The names of libpq's environment variables (PostgreSQL manual, "Environment Variables").
    private static IEnumerable<KeyValuePair<string, string>> Settings(NpgsqlConnectionStringBuilder from)
    {
        var settings = new (string Name, string? Value)[]
        {
            ("PGHOST", from.Host),
            ("PGPORT", from.Port.ToString(CultureInfo.InvariantCulture)),
            // As Npgsql, where the connection string does not say.
            ("PGUSER", from.Username ?? Environment.GetEnvironmentVariable("PGUSER")),
            ("PGPASSWORD", from.Password ?? Environment.GetEnvironmentVariable("PGPASSWORD")),
            ("PGPASSFILE", from.Passfile ?? Environment.GetEnvironmentVariable("PGPASSFILE")),
            ("PGDATABASE", from.Database ?? from.Username),
            ("PGSSLMODE", from.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            }),
            ("PGSSLROOTCERT", from.RootCertificate),
            ("PGSSLCERT", from.SslCertificate),
            ("PGSSLKEY", from.SslKey),
            ("PGOPTIONS", from.Options),
            ("PGAPPNAME", "supervision backup"),
        };
        return settings.Where(s => !string.IsNullOrEmpty(s.Value)).Select(s => KeyValuePair.Create(s.Name, s.Value!));
    }

    private static async Task<string> DrainAsync(StreamReader lines)
    {
        var kept = new Queue<string>();
        while (await lines.ReadLineAsync() is { } line)
        {
            kept.Enqueue(line);
            if (kept.Count > ErrorLinesMax)
                kept.Dequeue();
        }

        return string.Join('\n', kept);
    }
}
