using System.Diagnostics;

namespace Supervision.Faults;

/// <summary>Plays the rounds and says what they came to; see README.md.</summary>
internal static class Program
{
    internal const string WriterWord = "writer";
    private const string FolderPrefix = "supervision-faults-";
    private const UnixFileMode OthersMayPass = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);
    // A round takes about two seconds on two cores.
    private static readonly TimeSpan RoundMax = TimeSpan.FromSeconds(20);

    private static async Task<int> Main(string[] words)
    {
        switch (words)
        {
            case [WriterWord, .. var rest]:
                return await Writer.RunAsync(rest);
            case [ServerProcess.ServeWord, var data]:
                return await ServerProcess.ServeAsync(data);
            case [ServerProcess.FullDiskWord, var mountPoint]:
                return await ServerProcess.FillDiskAsync(mountPoint);
        }

        if (Options.Parse(words) is not { } options)
        {
            await Console.Error.WriteLineAsync(Options.Usage);
            return 2;
        }

        SmallDisk.EnterNamespace(words);
        var started = Stopwatch.StartNew();
        var folder = Path.Combine(
            Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath(), $"{FolderPrefix}{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder, OthersMayPass);
        try
        {
            var tallies = await PlayAsync(options, folder);
            Console.Write(options.Json
                ? Report.Json(tallies, options.Seed, started.Elapsed) + "\n"
                : $"{Report.Table(tallies)}seed {options.Seed}, {started.Elapsed.TotalSeconds:0} s\n");
            return tallies["all"] is { Lost: 0, Duplicated: 0, Broken.Count: 0 } ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, Tally>> PlayAsync(Options options, string folder)
    {
        await using var server = await Server.StartAsync(Path.Combine(folder, "server"));
        using var disk = SmallDisk.Mount(Path.Combine(folder, "disk"));
        await using var small = disk is null
            ? null
            : await Server.StartAsync(disk.Folder, new("max_wal_size", "64MB"), new("min_wal_size", "32MB"));
        if (disk is null)
            await Console.Error.WriteLineAsync("fill-disk is skipped: a small tmpfs cannot be mounted here.");

        var places = new Dictionary<bool, Place> { [false] = new(server, new Audit(options.Seed), null) };
        if (disk is not null)
            places[true] = new Place(small!, new Audit(options.Seed), disk);
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        using var ended = new CancellationTokenSource(StartMax + (options.Rounds * RoundMax));
        var all = new Tally();
        try
        {
            await RoundsAsync(options, places, tallies, ended).WaitAsync(ended.Token);
            foreach (var place in places.Values)
                await place.Audit.EndAsync(place.Server.ConnectionString, all);
        }
        catch (OperationCanceledException)
        {
            all.Broken.Add("The run was ended before its last round: by Ctrl-C, or because it took too long.");
        }
#pragma warning disable CA1031 // Whatever it is, the last look has failed by it; the folder is removed all the same.
        catch (Exception e)
#pragma warning restore CA1031
        {
            all.Broken.Add($"The last look at everything failed: {e.ToString().ReplaceLineEndings(" | ")}");
        }

        // The last look at everything found the same again; only its complaints are new.
        all = new Tally { Lost = all.Lost, Duplicated = all.Duplicated }.With(all.Broken);
        foreach (var tally in tallies.Values)
            all.Add(tally);
        tallies["all"] = all;
        return tallies;
    }

    private static async Task RoundsAsync(
        Options options, Dictionary<bool, Place> places, Dictionary<string, Tally> tallies,
        CancellationTokenSource ended)
    {
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            ended.Cancel();
        };
        var kinds = (options.Only.Count > 0 ? options.Only : Enum.GetValues<Kind>())
            .Where(kind => places.ContainsKey(kind == Kind.FillDisk)).ToList();
        if (kinds.Count == 0)
            return;
        for (var number = 0; number < options.Rounds && !ended.IsCancellationRequested; number++)
        {
            var kind = kinds[number % kinds.Count];
            // Each round's own, so that one can be played again without those before it.
            var random = new Random(HashOf(options.Seed, number));
            var tally = await new Round(places[kind == Kind.FillDisk], kind, number, options.Seed, random).PlayAsync();
            if (!tallies.TryGetValue(kind.Name(), out var sum))
                tallies[kind.Name()] = sum = new Tally();
            sum.Add(tally);
            await Console.Error.WriteLineAsync($"{number + 1}/{options.Rounds} {kind.Name()}: "
                + $"{tally.Acknowledged} acknowledged, {tally.Lost} lost, {tally.Duplicated} duplicated, "
                + $"{tally.Failures} failures, {tally.FoundThere} + {tally.FoundNotThere} unanswered"
                + (tally.Broken.Count > 0 ? $"; {tally.Broken.Count} broken: {tally.Broken[0]}" : ""));
        }
    }

    private static int HashOf(long seed, int number) => unchecked((int)(((seed * 31) + number) * 2_654_435_761));
}
