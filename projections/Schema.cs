using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Supervision.Projections;

/// <summary>The schema that the views live in, and the one in which they are built anew.</summary>
internal static class Schema
{
    internal const string Live = "views";
    internal const string Next = "views_next";
    private const string Old = "views_old";

    private static readonly string Sql = string.Join("\n", ViewList.Folders
        .Select(folder => $"{folder}.{folder}").Prepend("Bookmark").Select(Read));

    /// <summary>What the views are made by: another definition in the database asks for a rebuild.</summary>
    internal static readonly string Definition = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(ViewList.Edition.ToString(CultureInfo.InvariantCulture) + "\n" + Sql)));

    /// <summary>The definition of the live views; null where there are none.</summary>
    internal static async Task<string?> DefinitionOfLiveAsync(NpgsqlConnection login, CancellationToken ct)
    {
        var exists = await login.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"select to_regclass('{Live}.bookmark') is not null", cancellationToken: ct));
        return !exists ? null : await login.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"select definition from {Live}.bookmark", cancellationToken: ct));
    }

    /// <summary>Makes the schema empty, in one transaction, in place of what has the name.</summary>
    internal static async Task CreateAsync(NpgsqlConnection login, string schema, CancellationToken ct)
    {
        await using var transaction = await login.BeginTransactionAsync(ct);
        await login.ExecuteAsync(new CommandDefinition($"""
            drop schema if exists {schema} cascade;
            create schema {schema} authorization supervision_views;
            set local role supervision_views;
            set local search_path to {schema};
            {Sql}
            insert into bookmark (index, definition) values (0, '{Definition}');
            """, transaction: transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Puts the next views in place of the live ones, unless these have read further; false then. Whoever writes the
    /// live views waits at their bookmark, and finds another one there.
    /// </summary>
    internal static async Task<bool> SwapAsync(NpgsqlConnection login, CancellationToken ct)
    {
        await using var transaction = await login.BeginTransactionAsync(ct);
        var live = await DefinitionOfLiveAsync(login, ct) is not null;
        if (live)
        {
            await login.ExecuteAsync(new CommandDefinition(
                $"lock table {Live}.bookmark in access exclusive mode", cancellationToken: ct));
            if (await login.ExecuteScalarAsync<bool>(new CommandDefinition(
                $"select l.index > n.index from {Live}.bookmark l, {Next}.bookmark n", cancellationToken: ct)))
                return false;
        }

        await login.ExecuteAsync(new CommandDefinition($"""
            drop schema if exists {Old} cascade;
            {(live ? $"alter schema {Live} rename to {Old};" : "")}
            alter schema {Next} rename to {Live};
            """, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        await DropOldAsync(login, ct);
        return true;
    }

    // A page that is still reading the old tables is waited for, table by table: who holds one lock at a time cannot
    // deadlock with a query that wants several. What a crash leaves is dropped by the next swap.
    private static async Task DropOldAsync(NpgsqlConnection login, CancellationToken ct)
    {
        foreach (var table in await login.QueryAsync<string>(new CommandDefinition(
            $"select tablename from pg_tables where schemaname = '{Old}'", cancellationToken: ct)))
            await login.ExecuteAsync(new CommandDefinition($"drop table {Old}.{table}", cancellationToken: ct));
        await login.ExecuteAsync(new CommandDefinition(
            $"drop schema if exists {Old} cascade", cancellationToken: ct));
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(
            $"{typeof(Schema).Namespace}.{name}.sql") ?? throw new InvalidOperationException($"No {name}.sql");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
