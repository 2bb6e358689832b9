using Supervision.Ledger;
using Supervision.Messaging;
using Supervision.Messaging.Sealing;

namespace Supervision.Cli;

/// <summary><c>supervision serve</c>: serves a real ledger, on the real clock.</summary>
public static class ServeCommand
{
    public const string DefaultOrigin = "localhost/supervision";

    /// <summary>Serves until Ctrl-C or SIGTERM. A ledger on a simulated clock is refused.</summary>
    public static async Task<int> RunAsync(Place place, string origin, string urls, bool allowRemote,
        int? operatorPort, CancellationToken ct)
    {
        WebHost.CheckUrls(urls, allowRemote);
        await using var database = await LedgerDatabase.OpenAsync(place, "ledger", ct);
        await using var store = await EventStore.OpenAsync(database.ConnectionString, TimeProvider.System, ct);
        var opening = await LedgerOpening.OpenAsync(store, TimeProvider.System, origin, simulated: false, ct);
        if (opening.SimulatedClock)
            throw new CommandFailedException(Texts.Get("serve.simulated_ledger", opening.Origin));
        // Finishes what a crash may have left of erasing a person.
        await using var keys = await PersonKeys.OpenAsync(
            database.ConnectionString, place.MasterKeyFile("ledger"), ct);
        await using var log = await LogHost.StartAsync(
            place.KeyFile("ledger"), database.ConnectionString, store, opening.Origin, operatorPort, ct);
        await WebHost.RunAsync(database.ConnectionString, store, opening, TimeProvider.System, urls, allowRemote,
            ct);
        return ExitCode.Done;
    }
}
