using System.Diagnostics;
using Npgsql;
using Supervision.Ledger.EmbeddedPostgres;

namespace Supervision.Ledger.Tests.EmbeddedPostgres;

/// <summary>A folder for one embedded server, removed with the test.</summary>
public abstract class ServerFolder : IDisposable
{
    protected string Folder { get; } = TestCluster.NewFolder();

    protected string Cluster => Path.Combine(Folder, "postgres");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static Task<PostgresServer> Start(string folder, ServerOptions? options = null) =>
        PostgresServer.StartAsync(folder, options ?? ServerOptions.ForTests, CancellationToken.None);

    protected static async Task<EmbeddedPostgresException> Refused(string folder, ServerOptions? options = null)
    {
        try
        {
            await using var server = await Start(folder, options);
        }
        catch (EmbeddedPostgresException e)
        {
            return e;
        }

        throw new ShouldAssertException("The server started.");
    }

    protected static async Task<T> Ask<T>(PostgresServer server, string sql)
    {
        await using var connection = await Open(server);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected static async Task Tell(PostgresServer server, string sql)
    {
        await using var connection = await Open(server);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    protected static async Task<NpgsqlConnection> Open(PostgresServer server)
    {
        var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Stand-ins for PostgreSQL's programs, for what cannot be made to happen to the real ones.</summary>
    protected string Programs(string initdb, string postgres)
    {
        var folder = Path.Combine(Folder, "bin");
        Directory.CreateDirectory(folder);
        Script("initdb", $"echo 15 > \"$2/PG_VERSION\"\n{initdb}");
        Script("postgres", $"[ \"$1\" = --version ] && echo 'postgres (PostgreSQL) 15.1' && exit\n{postgres}");
        return folder;

        void Script(string name, string text)
        {
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, $"#!/bin/sh\n{text}\n");
            Run("chmod", "755", file);
        }
    }

    protected static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}

/// <summary>A test that says something only as root, whose server runs as another user.</summary>
public sealed class FactAsRootAttribute : FactAttribute
{
    public FactAsRootAttribute()
    {
        if (!Environment.IsPrivilegedProcess) Skip = "not root";
    }
}

/// <summary>A test that says something only as an ordinary user, whom permissions bind.</summary>
public sealed class FactAsOrdinaryUserAttribute : FactAttribute
{
    public FactAsOrdinaryUserAttribute()
    {
        if (Environment.IsPrivilegedProcess) Skip = "root";
    }
}
