using Dapper;
using Npgsql;
using Supervision.Ledger;

namespace Supervision.Projections;

/// <summary>
/// Carries the ledger's entries into the views. Any number of projectors may be open on one database; a lock in it lets
/// one at a time work, the others wait. All views move in one transaction with one bookmark, so that they never differ
/// in what they know, and a projector that dies at any point is continued by the next one. Safe for several threads.
/// </summary>
public sealed class Projector : IAsyncDisposable
{
    // Any constants, other than each other and the ledger's: "views" and "build" in ASCII.
    private const long WorkLock = 0x7669657773;
    private const long BuildLock = 0x6275696c64;

    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly string connectionString;
    private readonly EventStore store;
    private readonly NpgsqlDataSource reading;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Filling live;

    // Holds the work lock while it lives; guarded by turn.
    private NpgsqlConnection? working;

    private Projector(string connectionString, EventStore store)
    {
        this.connectionString = connectionString;
        this.store = store;
        reading = NpgsqlDataSource.Create(Connections.Reading(connectionString));
        live = new Filling(store, Schema.Live);
    }

    /// <summary>
    /// Makes the views where there are none, rebuilds them where another program made them otherwise, and opens the
    /// projector. The login must be able to create schemas and to become supervision_views.
    /// </summary>
    public static async Task<Projector> OpenAsync(string connectionString, EventStore store, CancellationToken ct)
    {
        var projector = new Projector(connectionString, store);
        await using var login = new NpgsqlConnection(Connections.Changing(connectionString));
        await login.OpenAsync(ct);
        if (await Schema.DefinitionOfLiveAsync(login, ct) != Schema.Definition)
            await projector.BuildAsync(onlyIfNeeded: true, ct);
        return projector;
    }

    /// <summary>
    /// Applies every entry that the ledger has at this moment, or waits until another projector has; returns the
    /// bookmark, which is at least that size.
    /// </summary>
    public async Task<long> CatchUpAsync(CancellationToken ct)
    {
        var size = (await store.ReadHeadAsync(ct)).Size;
        while (true)
        {
            if (await WorkAsync(size, keepLock: false, ct) is { } index)
                return index;
            if (await Bookmark.ReadAsync(reading, ct) is { } now && now.Size >= size)
                return now.Size;
            await Task.Delay(PollPause, ct);
        }
    }

    /// <summary>
    /// Follows the ledger until cancelled. While another projector works it waits to take over. A lost connection is
    /// tried again; anything else (an entry that is not of this program's catalogue) ends it.
    /// </summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            var index = await FollowAsync(ct);
            await foreach (var entry in store.FollowAsync(index, ct))
            {
                while (entry.Index >= index)
                    index = await FollowAsync(ct);
            }
        }
        finally
        {
            await turn.WaitAsync(CancellationToken.None);
            await ReleaseAsync();
            turn.Release();
        }
    }

    /// <summary>Waits until the views know this many entries; false when that took longer than at most.</summary>
    public Task<bool> WaitForAsync(long size, TimeSpan atMost, CancellationToken ct) =>
        Bookmark.WaitForAsync(reading, size, atMost, ct);

    /// <summary>
    /// Computes all views anew from the first entry, beside the live ones, and then puts them in their place. Pages go
    /// on
    /// reading, and a projector goes on writing, the live ones meanwhile.
    /// </summary>
    public Task RebuildAsync(CancellationToken ct) => BuildAsync(onlyIfNeeded: false, ct);

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        await ReleaseAsync();
        turn.Dispose();
        await reading.DisposeAsync();
    }

    private async Task<long> FollowAsync(CancellationToken ct)
    {
        try
        {
            if (await WorkAsync((await store.ReadHeadAsync(ct)).Size, keepLock: true, ct) is { } index)
                return index;
            await Task.Delay(PollPause, ct);
            return (await Bookmark.ReadAsync(reading, ct)).Size;
        }
        catch (NpgsqlException)
        {
            // Nothing of the batch was written, or all of it: the bookmark tells.
            await Task.Delay(RetryPause, ct);
            return 0;
        }
    }

    // Null when another projector has the lock.
    private async Task<long?> WorkAsync(long size, bool keepLock, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var kept = working is not null;
            if (!kept && !await TryLockAsync(ct))
                return null;
            keepLock |= kept;
            try
            {
                return await live.FillAsync(working!, size, ct);
            }
            catch
            {
                keepLock = false;
                throw;
            }
            finally
            {
                if (!keepLock)
                    await ReleaseAsync();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> TryLockAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(Connections.Writing(connectionString));
        try
        {
            await connection.OpenAsync(ct);
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                $"select pg_try_advisory_lock({WorkLock})", cancellationToken: ct)))
            {
                working = connection;
                return true;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return false;
    }

    // The lock ends with its session.
    private async Task ReleaseAsync()
    {
        if (working is { } connection)
            await connection.DisposeAsync();
        working = null;
    }

    private async Task BuildAsync(bool onlyIfNeeded, CancellationToken ct)
    {
        await using var login = new NpgsqlConnection(Connections.Changing(connectionString));
        await login.OpenAsync(ct);
        await login.ExecuteAsync(new CommandDefinition(
            $"select pg_advisory_lock({BuildLock})", commandTimeout: 0, cancellationToken: ct));
        if (onlyIfNeeded && await Schema.DefinitionOfLiveAsync(login, ct) == Schema.Definition)
            return;
        await Schema.CreateAsync(login, Schema.Next, ct);
        await using var writing = new NpgsqlConnection(Connections.Writing(connectionString));
        await writing.OpenAsync(ct);
        var next = new Filling(store, Schema.Next);
        do
            await next.FillAsync(writing, (await store.ReadHeadAsync(ct)).Size, ct);
        while (!await Schema.SwapAsync(login, ct));
    }
}
