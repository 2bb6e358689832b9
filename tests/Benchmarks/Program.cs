using Supervision.Benchmarks;

// append | read | verify [--json] [--short]; exit code 1 when a ratio misses its target.
var asJson = args.Contains("--json");
var scale = args.Contains("--short") ? Scale.Short : Scale.Full;
switch (args.FirstOrDefault())
{
    case "append":
        return await RunAsync(AppendBench.RunAsync);
    case "read":
        return await RunAsync(ReadBench.RunAsync);
    case "verify":
        return await RunAsync(VerifyBench.RunAsync);
    case SecondProcess.Verb:
        await SecondProcess.AppendAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: bench append|read|verify [--json] [--short]");
        return 2;
}

async Task<int> RunAsync(Func<Machine, Report, Scale, Task> bench)
{
    var report = new Report(args[0], asJson);
    await using (var machine = await Machine.StartAsync())
        await bench(machine, report, scale);
    report.Print();
    return report.TargetsHold ? 0 : 1;
}
