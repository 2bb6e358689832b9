using Npgsql;
using Supervision.Ledger;

namespace Supervision.Projections;

/// <summary>The roles under which the views are read and written.</summary>
internal static class Connections
{
    private const int PreparedStatementsMax = 60;

    /// <summary>Pooled connections that may read the views and the entries; they refuse to write.</summary>
    internal static string Reading(string connectionString) =>
        With(connectionString, "-c role=supervision_views -c default_transaction_read_only=on").ConnectionString;

    /// <summary>A connection of its own that writes the views and holds locks for as long as it lives.</summary>
    internal static string Writing(string connectionString)
    {
        var builder = With(connectionString,
            "-c role=supervision_views -c timezone=UTC " + ConnectionStrings.ProbingIndexes);
        builder.Pooling = false;
        return builder.ConnectionString;
    }

    /// <summary>A connection of its own as the login itself: only it may make and swap schemas.</summary>
    internal static string Changing(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private static NpgsqlConnectionStringBuilder With(string connectionString, string options) =>
        ConnectionStrings.With(connectionString, "supervision views", PreparedStatementsMax, options);
}
