using System.Text.Json;
using Supervision.Faults;

namespace Supervision.Ledger.Tests;

public sealed class SurvivingFaults : Ledgers
{
    private const int Rounds = 9;

    [Fact]
    public async Task of_each_kind_loses_and_doubles_nothing()
    {
        using var program = FaultsProgram.Start("--rounds", $"{Rounds}", "--seed", "7", "--json");
        var said = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        program.ExitCode.ShouldBe(0, said);
        var figures = JsonDocument.Parse(said).RootElement.GetProperty("figures");
        (Number("rounds"), Number("lost"), Number("duplicated"), Number("broken")).ShouldBe((Rounds, 0, 0, 0));
        Number("acknowledged").ShouldBeGreaterThan(Rounds);

        long Number(string name) => figures.GetProperty(name).GetInt64();
    }

    [Fact]
    public async Task with_two_processes_at_once_keeps_every_promise()
    {
        const int Seed = 11;
        var writers = Enumerable.Range(0, 2)
            .Select(i => WriterProcess.Start(ConnectionString, Seed, round: 0, writer: i, pauseMs: 0)).ToList();
        await Task.WhenAll(writers.Select(w => w.First));
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Task.WhenAll(writers.Select(w => w.StopAsync()));

        var tally = new Tally();
        await new Audit(Seed).RoundAsync(ConnectionString, writers, tally);
        tally.Broken.ShouldBeEmpty();
        (tally.Lost, tally.Duplicated).ShouldBe((0, 0));
        writers.SelectMany(w => w.Failures).ShouldBeEmpty();

        // All callers of both raced for each key: one has it, and each of the others was told so.
        var races = writers.SelectMany(w => w.Account().Answered).Where(a => a.Command.IsRace)
            .GroupBy(a => a.Command.KeyStream).ToList();
        races.ShouldNotBeEmpty();
        races.ShouldAllBe(race => race.Count(a => a.FirstIndex != null) == 1);
        races.ShouldContain(race => race.Select(a => a.Command.Writer).Distinct().Count() == 2);
        foreach (var writer in writers)
            writer.Dispose();
    }
}
