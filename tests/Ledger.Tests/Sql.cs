using Npgsql;

namespace Supervision.Ledger.Tests;

/// <summary>What somebody with the superuser's password may do behind the ledger's back.</summary>
internal static class Sql
{
    internal static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Takes the triggers off, changes what they protect, and puts them back.</summary>
    internal static Task TamperAsync(string connectionString, string sql) => RunAsync(connectionString, $"""
        alter table ledger.entry disable trigger append_only;
        alter table ledger.tree_head disable trigger append_only;
        alter table ledger.tile disable trigger append_only;
        {sql};
        alter table ledger.entry enable always trigger append_only;
        alter table ledger.tree_head enable always trigger append_only;
        alter table ledger.tile enable always trigger append_only;
        """);

    /// <summary>Ends every other session of this database.</summary>
    internal static Task CutAsync(string connectionString) => RunAsync(
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString,
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);
}
