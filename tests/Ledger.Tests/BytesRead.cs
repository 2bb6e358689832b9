using System.Diagnostics.Metrics;
using Npgsql;

namespace Supervision.Ledger.Tests;

/// <summary>How many bytes Npgsql has read from one database since this was made.</summary>
internal sealed class BytesRead : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly string database;
    private long count;

    internal BytesRead(string connectionString)
    {
        database = "Database=" + new NpgsqlConnectionStringBuilder(connectionString).Database;
        listener.InstrumentPublished = (instrument, itself) =>
        {
            if (instrument is { Meter.Name: "Npgsql", Name: "db.client.operation.npgsql.bytes_read" })
                itself.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, bytes, tags, _) => Add(bytes, tags));
        listener.Start();
    }

    internal long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();

    private void Add(long bytes, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Value is string pool && pool.Contains(database, StringComparison.Ordinal))
                Interlocked.Add(ref count, bytes);
        }
    }
}
