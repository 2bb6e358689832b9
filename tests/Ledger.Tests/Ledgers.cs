namespace Supervision.Ledger.Tests;

/// <summary>A fresh database of its own, and stores on it that are closed with it.</summary>
public abstract class Ledgers : IAsyncLifetime
{
    private readonly List<EventStore> opened = [];

    protected string ConnectionString { get; private set; } = "";

    protected EventStore Store => opened[0];

    public async Task InitializeAsync()
    {
        ConnectionString = await TestCluster.FreshDatabaseAsync();
        await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var store in opened)
            await store.DisposeAsync();
    }

    protected async Task<EventStore> OpenAsync(TimeProvider? clock = null)
    {
        var store = await EventStore.OpenAsync(ConnectionString, clock ?? TimeProvider.System, CancellationToken.None);
        opened.Add(store);
        return store;
    }
}

/// <summary>One ledger for all tests of a class that write nothing.</summary>
public sealed class SharedLedger : Ledgers
{
    internal EventStore Open => Store;
}
