using Dapper;
using Npgsql;

namespace Supervision.Projections;

/// <summary>Runs the registers' queries; every one of them names the moment that it asks about.</summary>
internal sealed class Queries(NpgsqlDataSource source)
{
    /// <summary>Rows of a list; what can hold more is asked for in pages.</summary>
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
