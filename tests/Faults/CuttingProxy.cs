using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Supervision.Faults;

/// <summary>Where a line is cut, seen from the client's next COMMIT.</summary>
internal enum Cut
{
    None,

    /// <summary>The server gets what comes before COMMIT, and then the end of the line: it rolls back.</summary>
    BeforeCommit,

    /// <summary>
    /// Before all that is sent together with COMMIT, and the server is told nothing: its transaction stays open, and
    /// holds its locks.
    /// </summary>
    BeforeCommitUnnoticed,

    /// <summary>The server commits and answers; the answer is swallowed.</summary>
    AfterCommit,

    /// <summary>The server has COMMIT, and the client loses the line while it is carried out.</summary>
    DuringCommit,
}

/// <summary>Stands between a client and PostgreSQL, and cuts lines where it is told to.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<Line> lines = [];
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener;
    private readonly string host;
    private readonly int port;
    private volatile bool isDown;
    private int cuts;
    private int next;
    private long bytesLeft = long.MaxValue;

    internal CuttingProxy(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        (host, port) = (server.Host!, server.Port);
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            // The messages are looked into.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        _ = AcceptAsync();
    }

    /// <summary>The same login and database, through the proxy.</summary>
    internal string ConnectionString { get; }

    /// <summary>How many lines were cut so far.</summary>
    internal int Cuts => Volatile.Read(ref cuts);

    /// <summary>While it is true new lines end at once, as if no server were there.</summary>
    internal bool IsDown { get => isDown; set => isDown = value; }

    /// <summary>Waits for the next COMMIT of any line.</summary>
    internal void CutNextCommit(Cut cut) => Volatile.Write(ref next, (int)cut);

    /// <summary>Cuts the line that carries the byte after so many more, either way, whatever it is part of.</summary>
    internal void CutAfter(long bytes) => Interlocked.Exchange(ref bytesLeft, bytes);

    /// <summary>Cuts all lines now.</summary>
    internal void CutAll()
    {
        lock (gate)
        {
            foreach (var line in lines)
                line.Cut();
            Interlocked.Add(ref cuts, lines.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        CutAll();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var line = new Line(client);
        try
        {
            if (isDown)
                return;
            await line.Server.ConnectAsync(host, port, stop.Token);
            lock (gate)
                lines.Add(line);
            line.Client.NoDelay = line.Server.NoDelay = true;
            await Task.WhenAll(AskAsync(line), AnswerAsync(line));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The line is cut, which is what it is here for.
        }
        finally
        {
            lock (gate)
                lines.Remove(line);
        }
    }

    private async Task AskAsync(Line line)
    {
        var buffer = new byte[1 << 16];
        var messages = new FrontendMessages();
        int read;
        while ((read = await line.Client.GetStream().ReadAsync(buffer, stop.Token)) > 0)
        {
            var commit = messages.Read(buffer.AsSpan(0, read));
            var cut = commit < 0 ? Cut.None : (Cut)Interlocked.Exchange(ref next, (int)Cut.None);
            if (cut == Cut.None)
            {
                await ForwardAsync(line, line.Server, buffer, read);
                continue;
            }

            Interlocked.Increment(ref cuts);
            line.Swallows = true;
            var sent = cut switch { Cut.BeforeCommit => commit, Cut.BeforeCommitUnnoticed => 0, _ => read };
            await line.Server.GetStream().WriteAsync(buffer.AsMemory(0, sent), stop.Token);
            if (cut == Cut.AfterCommit)
                await line.Swallowed.Task.WaitAsync(stop.Token);
            line.CutClient();
            if (cut == Cut.BeforeCommitUnnoticed)
                await Task.Delay(Timeout.Infinite, stop.Token);
            if (cut == Cut.DuringCommit)
                await line.Swallowed.Task.WaitAsync(stop.Token);
            line.Cut();
            return;
        }

        line.Cut();
    }

    private async Task AnswerAsync(Line line)
    {
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await line.Server.GetStream().ReadAsync(buffer, stop.Token)) > 0)
        {
            if (line.Swallows)
                line.Swallowed.TrySetResult();
            else
                await ForwardAsync(line, line.Client, buffer, read);
        }

        line.Swallowed.TrySetResult();
        line.Cut();
    }

    // Up to the byte at which this line is to be cut, should it be among these.
    private async Task ForwardAsync(Line line, TcpClient to, byte[] buffer, int count)
    {
        var left = Interlocked.Add(ref bytesLeft, -count) + count;
        if (left <= 0 || left > count)
        {
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), stop.Token);
            return;
        }

        Interlocked.Exchange(ref bytesLeft, long.MaxValue);
        Interlocked.Increment(ref cuts);
        await to.GetStream().WriteAsync(buffer.AsMemory(0, (int)left), stop.Token);
        line.Cut();
        throw new IOException("Cut.");
    }

    /// <summary>One client's connection, and the one to the server that was made for it.</summary>
    private sealed class Line(TcpClient client) : IDisposable
    {
        internal TcpClient Client { get; } = client;

        internal TcpClient Server { get; } = new();

        internal volatile bool Swallows;

        internal TaskCompletionSource Swallowed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal void CutClient() => Client.Close();

        internal void Cut()
        {
            Client.Close();
            Server.Close();
        }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
