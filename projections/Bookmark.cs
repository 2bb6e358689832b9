using Dapper;
using Npgsql;

namespace Supervision.Projections;

/// <summary>How far the live views have read.</summary>
internal static class Bookmark
{
    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(10);

    internal static async Task<Moment> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var (size, time) = await connection.QuerySingleAsync<(long, DateTime?)>(new CommandDefinition(
            "select index, time from views.bookmark", cancellationToken: ct));
        return new Moment(size, time);
    }

    internal static async Task<bool> WaitForAsync(NpgsqlDataSource source, long size, TimeSpan atMost,
        CancellationToken ct)
    {
        var until = Environment.TickCount64 + (long)atMost.TotalMilliseconds;
        while ((await ReadAsync(source, ct)).Size < size)
        {
            if (Environment.TickCount64 >= until)
                return false;
            await Task.Delay(PollPause, ct);
        }

        return true;
    }
}
