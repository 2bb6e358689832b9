using Npgsql;

namespace Supervision.Ledger;

/// <summary>
/// One login, several roles and settings, given when a connection starts and restored when it is pooled.
/// </summary>
public static class ConnectionStrings
{
    /// <summary>
    /// All that a connection asks is answered by probing an index, whatever the statistics of a young table say.
    /// </summary>
    public const string ProbingIndexes = "-c jit=off -c plan_cache_mode=force_generic_plan "
        + "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    private const int PreparedStatementsMax = 40;
    private const int StandStillSecondsMax = 10;

    /// <summary>Connections with these options of the server, under a name that its list of sessions shows.</summary>
    public static NpgsqlConnectionStringBuilder With(string connectionString, string applicationName,
        int preparedStatementsMax, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = preparedStatementsMax,
            AutoPrepareMinUsages = 2,
            ApplicationName = applicationName,
        };
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : $"{builder.Options} {options}";
        return builder;
    }

    /// <summary>Pooled connections that may select and insert, nothing else.</summary>
    internal static string Writer(string connectionString) =>
        With(connectionString, "-c role=supervision_writer").ConnectionString;

    /// <summary>
    /// The one connection that commits. An answer after its commit means durable, whatever the database's default is. A
    /// writer that stands still inside a transaction, or whose line is dead without the server's knowing, would hold
    /// the ledger's lock for hours: the server ends its session after seconds, and a later COMMIT of it finds no
    /// transaction.
    /// </summary>
    internal static string Sequencer(string connectionString)
    {
        var builder = With(
            connectionString,
            "-c role=supervision_writer -c synchronous_commit=on " + ProbingIndexes
                // Less than a writer waits to learn what became of a commit.
                + $" -c idle_in_transaction_session_timeout={StandStillSecondsMax}s "
                + "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
        builder.Pooling = false;
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder With(string connectionString, string options) =>
        With(connectionString, "supervision ledger", PreparedStatementsMax, options);
}
