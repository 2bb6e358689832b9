using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Ledger;
using Supervision.TransparencyLog;
using Supervision.TransparencyLog.Merkle;
using Supervision.Web.Log;

namespace Supervision.Web.Tests.Log;

/// <summary>One ledger of 600 entries with a checkpoint, on both listeners; nothing writes to it any more.</summary>
public sealed class ServedLog : IAsyncLifetime
{
    internal const int Size = 600;
    internal const string Token = "0123456789abcdef";

    private EventStore? store;
    private WebApplication? site;
    private WebApplication? listener;

    internal SignerKey Key { get; } = SignerKey.Generate("example.org/log");

    internal HttpClient Public { get; private set; } = new();

    /// <summary>With the token.</summary>
    internal HttpClient Operator { get; private set; } = new();

    internal EventStore Store => store!;

    public async Task InitializeAsync()
    {
        var connectionString = await TestCluster.FreshDatabaseAsync();
        store = await EventStore.OpenAsync(connectionString, TimeProvider.System, default);
        for (var i = 0; i < Size / 100; i++)
            await store.AppendAsync(Request(100), default);
        await using (var issuer = new CheckpointIssuer(connectionString, Key, null))
            await issuer.IssueAsync(default);
        site = await PublicAsync(store);
        Public = Client(site);
        listener = OperatorListener.Build(store, 0, Token);
        await listener.StartAsync();
        Operator = Client(listener);
        Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public async Task DisposeAsync()
    {
        Public.Dispose();
        Operator.Dispose();
        await site!.DisposeAsync();
        await listener!.DisposeAsync();
        await store!.DisposeAsync();
    }

    internal static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };

    /// <summary>Nothing but what the site calls: its pages have their own tests.</summary>
    internal static async Task<WebApplication> PublicAsync(EventStore store)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapLog(store);
        await app.StartAsync();
        return app;
    }

    private static AppendRequest Request(int count) => new(
        Guid.CreateVersion7(), Hash.Of("content"u8),
        [.. Enumerable.Range(0, count).Select(i => new NewEvent(Guid.CreateVersion7(), "https://example.org/bodies/SYT",
            "test.Happened", $"stream-{i}", [], Encoding.UTF8.GetBytes($$"""{"note":"Biên bản số {{i}}"}""")))],
        new Dictionary<string, long>());
}
