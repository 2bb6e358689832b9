using Npgsql;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Faults;

/// <summary>Programs with an embedded server, for tests that need another process than their own.</summary>
internal static class ServerProcess
{
    internal const string ServeWord = "serve";
    internal const string FullDiskWord = "full-disk";

    /// <summary>Starts the server of a folder, says its process id and connection, and waits to be killed.</summary>
    internal static async Task<int> ServeAsync(string folder)
    {
        await using var server = await PostgresServer.StartAsync(folder, ServerOptions.Default, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{server.ProcessId}\n{server.ConnectionString}");
        // Ends with the parent too.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Says what becomes of two starts on a disk that is full, each time again once there is room.</summary>
    internal static async Task<int> FillDiskAsync(string folder)
    {
        SmallDisk.EnterNamespace([FullDiskWord, folder]);
        using var disk = SmallDisk.Mount(folder);
        if (disk is null)
        {
            await Console.Out.WriteLineAsync("skipped");
            return 0;
        }

        var data = Path.Combine(disk.Folder, "data");
        for (var start = 0; start < 2; start++)
        {
            disk.Fill();
            await Console.Out.WriteLineAsync(await StartAsync(data));
            disk.Free();
            await Console.Out.WriteLineAsync(await StartAsync(data));
        }

        return 0;
    }

    private static async Task<string> StartAsync(string folder)
    {
        try
        {
            await using var server =
                await PostgresServer.StartAsync(folder, ServerOptions.Default, CancellationToken.None);
            await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
            await connection.OpenAsync();
            return "started";
        }
        catch (EmbeddedPostgresException e)
        {
            return e.Code;
        }
    }
}
