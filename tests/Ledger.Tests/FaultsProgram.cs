using System.Diagnostics;
using Supervision.Faults;

namespace Supervision.Ledger.Tests;

/// <summary>The program of tests/Faults as a process of its own.</summary>
internal static class FaultsProgram
{
    internal static Process Start(params string[] words) =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(Writer).Assembly.Location, .. words])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
