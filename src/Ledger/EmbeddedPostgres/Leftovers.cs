using System.Globalization;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>What a killed run may leave: a server still at work on our folder, and its postmaster.pid.</summary>
/// <remarks>
/// Called under the folder's lock, so a server found here belongs to nobody any more. PostgreSQL refuses to start while
/// the process id in postmaster.pid exists, even if that process is a zombie that nobody reaps, or has nothing to do
/// with it since the machine was restarted; so the file is removed once no process works in the folder.
/// </remarks>
internal static class Leftovers
{
    // Of postmaster.pid: process, folder, time of its start. The lines after them change while the server runs.
    private const int LastingLines = 3;

    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task ClearAsync(string cluster, CancellationToken ct)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(file)) return;
        // Only the postmaster stops its children in order; asked once, because a second signal is not needed.
        var server = Lasting(file);
        if (Workers(cluster, server).Contains(Postmaster(file))) Signals.Send(Postmaster(file), Signal.Interrupt);
        var until = Environment.TickCount64 + (long)PatienceMax.TotalMilliseconds;
        while (Workers(cluster, server) is [var worker, ..])
        {
            if (Environment.TickCount64 > until) throw EmbeddedPostgresException.StillRunning(cluster, worker);
            await Task.Delay(Pause, ct);
        }

        File.Delete(file);
    }

    private static int Postmaster(string file)
    {
        var line = Lasting(file).Split('\n')[0];
        return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    private static string Lasting(string file)
    {
        try
        {
            return string.Join('\n', File.ReadLines(file).Take(LastingLines));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Every server process stands in its data folder; a zombie stands nowhere.</summary>
    private static List<int> Workers(string cluster, string server)
    {
        var workers = new List<int>();
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out var id)) continue;
            if (StandsIn(process, cluster, server)) workers.Add(id);
        }

        return workers;
    }

    // The folder may have another name for the server than for us, through a link or a mount: then it is known by the
    // server's own lock file, as seen from where the process stands.
    private static bool StandsIn(string process, string cluster, string server)
    {
        try
        {
            if (!File.ReadAllText(Path.Combine(process, "comm")).StartsWith("postgres", StringComparison.Ordinal))
                return false;
            var place = Path.Combine(process, "cwd");
            return Directory.ResolveLinkTarget(place, returnFinalTarget: false)?.FullName == cluster
                || (server.Length > 0 && Lasting(Path.Combine(place, "postmaster.pid")) == server);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
