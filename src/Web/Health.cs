using Npgsql;
using Supervision.Ledger;

namespace Supervision.Web;

/// <summary><c>/health</c>: 200 "ok" when the database answers, 503 otherwise.</summary>
internal static class Health
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(5);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head], CheckAsync);

    private static async Task<IResult> CheckAsync(EventStore store, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(PatienceMax);
        try
        {
            await store.ReadHeadAsync(patience.Token);
            return Results.Text("ok");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Results.Text("database", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
