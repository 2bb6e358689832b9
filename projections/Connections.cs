using Npgsql;

namespace Supervision.Projections;

/// <summary>One login, several roles, given when a connection starts and restored when it is pooled.</summary>
internal static class Connections
{
    private const int PreparedStatementsMax = 60;

    /// <summary>Pooled connections that may read the views and the entries; they refuse to write.</summary>
    internal static string Reading(string connectionString) =>
        With(connectionString, "-c role=supervision_views -c default_transaction_read_only=on").ConnectionString;

    /// <summary>
    /// A connection of its own that writes the views and holds locks for as long as it lives. All that it asks is
    /// answered
    /// by probing an index, whatever the statistics of a young table say.
    /// </summary>
    internal static string Writing(string connectionString)
    {
        var builder = With(
            connectionString,
            "-c role=supervision_views -c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan "
                + "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off");
        builder.Pooling = false;
        return builder.ConnectionString;
    }

    /// <summary>A connection of its own as the login itself: only it may make and swap schemas.</summary>
    internal static string Changing(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private static NpgsqlConnectionStringBuilder With(string connectionString, string options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = PreparedStatementsMax,
            AutoPrepareMinUsages = 2,
            ApplicationName = "supervision views",
        };
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : $"{builder.Options} {options}";
        return builder;
    }
}
