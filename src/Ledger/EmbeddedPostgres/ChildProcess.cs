using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Supervision.Ledger.EmbeddedPostgres;

/// <summary>A program started by us, with the last lines that it wrote.</summary>
/// <remarks>
/// The thread that starts it lives as long as it does. Linux sends the signal of <c>setpriv --pdeathsig</c> when the
/// starting <em>thread</em> ends, so a thread of the pool, which retires when idle, would stop the server with it. The
/// same thread drains the error pipe: a full pipe would block the server.
/// </remarks>
internal sealed class ChildProcess
{
    private const int KeptLinesMax = 30;

    private readonly IReadOnlyList<string> _words;
    private readonly Tail _output = new();
    private readonly Tail _errors = new();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(IReadOnlyList<string> words) => _words = words;

    public int Id => _started.Task.Result;

    /// <summary>Completes with the exit code, when the program and all who share its error pipe have ended.</summary>
    public Task<int> Ended => _ended.Task;

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public static async Task<ChildProcess> StartAsync(IReadOnlyList<string> words)
    {
        var child = new ChildProcess(words);
        new Thread(child.Live) { IsBackground = true, Name = Path.GetFileName(words[0]) }.Start();
        await child._started.Task;
        return child;
    }

    public static async Task<ChildProcess> RunAsync(IReadOnlyList<string> words)
    {
        var child = await StartAsync(words);
        await child.Ended;
        return child;
    }

    public void Signal(Signal signal)
    {
        if (!Ended.IsCompleted) Signals.Send(Id, signal);
    }

    private void Live()
    {
        try
        {
            using var process = new Process { StartInfo = Describe() };
            process.OutputDataReceived += (_, e) => _output.Add(e.Data);
            process.Start();
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            _started.SetResult(process.Id);
            while (process.StandardError.ReadLine() is { } line) _errors.Add(line);
            process.WaitForExit();
            _ended.SetResult(process.ExitCode);
        }
        catch (Win32Exception e)
        {
            _started.SetException(EmbeddedPostgresException.ToolMissing(_words[0], e));
        }
    }

    private ProcessStartInfo Describe()
    {
        var start = new ProcessStartInfo(_words[0], _words.Skip(1))
        {
            // A folder that every user may stand in, and that no unmount waits for.
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Our environment may hold PGDATA, PGPORT, a foreign locale or time zone: none of it is meant for this server.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = string.IsNullOrEmpty(path) ? "/usr/bin:/bin" : path;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TZ"] = "UTC";
        return start;
    }

    private sealed class Tail
    {
        private readonly Queue<string> _lines = new();

        public void Add(string? line)
        {
            if (string.IsNullOrWhiteSpace(line)) return;
            lock (_lines)
            {
                _lines.Enqueue(line);
                if (_lines.Count > KeptLinesMax) _lines.Dequeue();
            }
        }

        public override string ToString()
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }
}

internal enum Signal
{
    /// <summary>To a postmaster: stop fast, that is end all sessions, write a checkpoint, exit.</summary>
    Interrupt = 2,

    /// <summary>To a postmaster: stop at once; the next start recovers from the log.</summary>
    Quit = 3,
}

internal static class Signals
{
    public static bool Send(int process, Signal signal) => Kill(process, (int)signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
