using System.Runtime.InteropServices;

namespace Supervision.Tidy.Tests;

/// <summary>The compiled domain beside these tests.</summary>
public sealed class TheDomain
{
    private static readonly string Compiled = Path.Combine(AppContext.BaseDirectory, "Supervision.Domain.dll");

    [Fact]
    public void reads_no_clock_makes_no_id_and_does_no_io() => AssemblyRules.Impurities(Compiled).ShouldBeEmpty();

    [Fact]
    public void needs_nothing_but_dotnet() => AssemblyRules.Foreigners(Compiled).ShouldBeEmpty();

    [Fact]
    public void would_be_caught_otherwise()
    {
        Reckless().ShouldNotBeEmpty();
        var complaints = AssemblyRules.Impurities(typeof(TheDomain).Assembly.Location).ToList();
        string[] expected =
        [
            "calls System.DateTime.get_UtcNow", "calls System.DateTimeOffset.get_Now", "calls System.Guid.NewGuid",
            "calls System.Guid.CreateVersion7", "uses System.Random", "uses System.IO.File",
            "calls System.Environment.get_ProcessId", "uses System.Console", "uses System.TimeProvider",
            "uses System.Threading.Tasks.Task",
        ];
        foreach (var complaint in expected)
            complaints.ShouldContain($"Supervision.Tidy.Tests.dll {complaint}");
        AssemblyRules.Foreigners(typeof(TheDomain).Assembly.Location)
            .ShouldContain("Supervision.Tidy.Tests.dll references Shouldly");
    }

    /// <summary>Everything that the domain must not do.</summary>
    private static string Reckless() => string.Join(
        ' ',
        DateTime.UtcNow,
        DateTimeOffset.Now,
        Guid.NewGuid(),
        Guid.CreateVersion7(),
        new Random(1).Next(),
        TimeProvider.System.GetUtcNow(),
        Environment.ProcessId,
        Console.IsInputRedirected,
        RuntimeInformation.OSDescription,
        Task.CompletedTask.IsCompleted);
}
