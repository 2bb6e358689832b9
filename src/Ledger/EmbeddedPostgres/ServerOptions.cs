namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>How the embedded server is started; the defaults are those for real data.</summary>
public sealed record ServerOptions
{
    public static ServerOptions Default { get; } = new();

    /// <summary>For clusters that are thrown away: a crash of the machine may destroy them.</summary>
    public static ServerOptions ForTests { get; } = new()
    {
        Settings =
        [
            new("fsync", "off"),
            new("synchronous_commit", "off"),
            new("full_page_writes", "off"),
            new("max_connections", "300"),
        ],
    };

    /// <summary>The folder of PostgreSQL's programs; null means to search for them.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Tried first; if it is taken, or null, a free port is chosen.</summary>
    public int? PreferredPort { get; init; }

    /// <summary>Includes recovery after a crash, which replays what was written since the last checkpoint.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a fast stop may take before the server is told to stop without a final checkpoint.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Server settings given on its command line, after ours.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];
}
