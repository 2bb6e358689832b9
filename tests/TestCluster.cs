using System.Reflection;
using Npgsql;
using Supervision.Ledger.EmbeddedPostgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Supervision.Testing;

/// <summary>One private PostgreSQL for this test assembly, started by the first test that wants a database.</summary>
internal static class TestCluster
{
    private const string FolderPrefix = "supervision-tests-";

    private const UnixFileMode OthersMayPass = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Of a test host that was killed: its server stopped with it, its folder stayed.
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(6);

    private static readonly string Folder = PathOfNewFolder();

    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);

    // TMPDIR may lie in a folder that is closed to the user whom the server runs as when we are root.
    private static string Root => Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();

    /// <summary>A connection string, as superuser, to an empty database that nobody else uses.</summary>
    public static async Task<string> FreshDatabaseAsync()
    {
        var server = await Server.Value;
        var name = $"test_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        // Each database has a pool of its own; idle sessions end soon, so that many test classes fit beside each other.
        return new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = name,
            IncludeErrorDetail = true,
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
    }

    /// <summary>A new empty folder that the server's user can pass through; who asks for it removes it.</summary>
    public static string NewFolder() => Made(PathOfNewFolder());

    /// <summary>Called once, after the assembly's last test.</summary>
    public static async Task StopAsync()
    {
        if (!Server.IsValueCreated) return;
        await (await Server.Value).DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<PostgresServer> StartAsync()
    {
        foreach (var old in Directory.EnumerateDirectories(Root, FolderPrefix + "*").Where(IsAbandoned))
            Directory.Delete(old, recursive: true);
        return await PostgresServer.StartAsync(Made(Folder), ServerOptions.ForTests, CancellationToken.None);
    }

    private static string PathOfNewFolder() => Path.Combine(Root, $"{FolderPrefix}{Guid.NewGuid():n}");

    private static string Made(string folder)
    {
        Directory.CreateDirectory(folder, OthersMayPass);
        return folder;
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            if (Directory.GetLastWriteTimeUtc(folder) > TimeProvider.System.GetUtcNow().UtcDateTime - AbandonedAfter)
                return false;
            // The lock of the folder's program: whoever can take it is alone. Another user's folder stays his.
            using var held = new FileStream(
                Path.Combine(folder, "supervision.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>
/// Runs the tests as xunit does and then stops the cluster. The process's end would be too late: the test platform
/// kills a host that does not leave within a tenth of a second.
/// </summary>
internal sealed class ClusterTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider source, IMessageSink messages)
        : XunitTestFrameworkExecutor(name, source, messages)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(
                TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly,
        IEnumerable<IXunitTestCase> cases,
        IMessageSink diagnostics,
        IMessageSink execution,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await base.BeforeTestAssemblyFinishedAsync();
            await Aggregator.RunAsync(TestCluster.StopAsync);
        }
    }
}
