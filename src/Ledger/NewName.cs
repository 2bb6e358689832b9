using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Supervision.Ledger;

/// <summary>
/// Gives a finished file a name that no other file has: of several that want it at once one gets it. The library's
/// File.Move looks first and renames then, so that each of several may find the name free. A file system without hard
/// links (a memory stick) knows no better way, and gets that one.
/// </summary>
internal static class NewName
{
    private const int NotPermitted = 1, NotSupported = 95;

    /// <summary>The file may keep the old name too, which whoever wrote it removes.</summary>
    /// <exception cref="IOException">Another file has the name, or it cannot be given.</exception>
    public static void Give(string file, string name)
    {
        if (Link(file, name) == 0)
            return;
        var error = Marshal.GetLastPInvokeError();
        if (error is not (NotPermitted or NotSupported))
            throw new IOException($"{name}: {new Win32Exception(error).Message}");
        File.Move(file, name, overwrite: false);
    }

    // link(2): refused in one step where the name is taken.
    [DllImport("libc", EntryPoint = "link", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
