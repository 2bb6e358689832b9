using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Supervision.Faults;

/// <summary>
/// A small tmpfs that can be filled up. It is mounted in a mount namespace of this program's own, and so disappears
/// with it, however it ends.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int SizeMegabytes = 256;
    private const string Inside = "SUPERVISION_FAULTS_NAMESPACE";
    private const int DetachNow = 2;

    private readonly string ballast;

    private SmallDisk(string folder) => (Folder, ballast) = (folder, Path.Combine(folder, "ballast"));

    internal string Folder { get; }

    /// <summary>
    /// Starts this program over in a mount namespace, and then does not return; returns where that is not allowed, or
    /// when it is inside already. As an ordinary user it needs a user namespace as well, in which he keeps his own id.
    /// </summary>
    internal static void EnterNamespace(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(Inside) is not null)
            return;
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-current-user", "--keep-caps"];
        string[] unshare = ["unshare", .. user, "--mount", "--propagation", "private"];
        if (!Succeeds([.. unshare, "true"]))
            return;
        Environment.SetEnvironmentVariable(Inside, "1");
        SetVariable(Inside, "1", 1);
        string[] words = [.. unshare, "dotnet", "exec", typeof(SmallDisk).Assembly.Location, .. arguments];
        _ = Execute(unshare[0], [.. words.Select(Marshal.StringToCoTaskMemUTF8), IntPtr.Zero]);
    }

    /// <summary>Null where a tmpfs cannot be mounted.</summary>
    internal static SmallDisk? Mount(string folder)
    {
        Directory.CreateDirectory(folder);
        return Environment.GetEnvironmentVariable(Inside) is not null
            && Mount("tmpfs", folder, "tmpfs", 0, $"size={SizeMegabytes}m,mode=0711") == 0
            ? new SmallDisk(folder)
            : null;
    }

    internal void Fill()
    {
        var block = new byte[1 << 16];
        using var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var length = block.Length; length >= 512;)
        {
            try
            {
                file.Write(block, 0, length);
            }
            catch (IOException)
            {
                length /= 2;
            }
        }
    }

    internal void Free() => File.Delete(ballast);

    public void Dispose() => _ = Unmount(Folder, DetachNow);

    private static bool Succeeds(string[] words)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "execvp", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        IntPtr[] arguments);

    // .NET keeps its own copy of the environment, which the program that we become does not get.
    [DllImport("libc", EntryPoint = "setenv", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int over);

    [DllImport("libc", EntryPoint = "mount", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mount(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string source, [MarshalAs(UnmanagedType.LPUTF8Str)] string target,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string type, ulong flags,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string data);

    [DllImport("libc", EntryPoint = "umount2", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmount([MarshalAs(UnmanagedType.LPUTF8Str)] string target, int flags);
}
