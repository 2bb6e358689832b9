using Dapper;
using Npgsql;

namespace Supervision.Projections;

/// <summary>Runs the registers' queries; every one of them names the moment that it asks about.</summary>
internal sealed class Queries(NpgsqlDataSource source)
{
    /// <summary>Rows of a list; a page says so where it shows as many.</summary>
    internal const int RowsMax = 2_000;

    /// <summary>Of a register: the version that stood when the first <c>@asOf</c> entries were known.</summary>
    internal const string Valid = "valid_from < @asOf and (valid_to is null or valid_to >= @asOf)";

    static Queries()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new ArrayHandler<string>());
        SqlMapper.AddTypeHandler(new ArrayHandler<Guid>());
        SqlMapper.AddTypeHandler(new ArrayHandler<long>());
    }

    /// <summary>The rows of a register that stood at <c>@asOf</c>, of those that are meant, in an order.</summary>
    internal static string Standing(string table, string where, string order) => $"""
        select * from views.{table} where {where} and {Valid} order by {order} limit {RowsMax}
        """;

    /// <summary>A thing by its id; null where it is not known.</summary>
    internal Task<T?> ThingAsync<T>(string noun, Guid id, long asOf, CancellationToken ct) =>
        OneAsync<T>($"select * from views.{noun} where key = @key and {Valid}",
            new { key = noun + "-" + id.ToString("D"), asOf }, ct);

    internal async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object arguments, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: ct))];
    }

    internal async Task<T?> OneAsync<T>(string sql, object arguments, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<T>(
            new CommandDefinition(sql, arguments, cancellationToken: ct));
    }

    // PostgreSQL's arrays, read as the lists that the rows promise.
    private sealed class ArrayHandler<T> : SqlMapper.TypeHandler<IReadOnlyList<T>>
    {
        public override IReadOnlyList<T> Parse(object value) => (T[])value;

        public override void SetValue(System.Data.IDbDataParameter parameter, IReadOnlyList<T>? value) =>
            parameter.Value = value;
    }
}
