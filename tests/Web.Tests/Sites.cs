using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Messaging;
using Supervision.Messaging.Scenarios;
using Supervision.Projections;
using Supervision.TransparencyLog.Merkle;

namespace Supervision.Web.Tests;

/// <summary>A site on a real port of loopback, over a ledger of its own on real PostgreSQL.</summary>
public abstract partial class Sites : IAsyncLifetime
{
    private string database = "";
    private Views? views;
    private WebApplication? app;

    internal EventStore Store { get; private set; } = null!;

    internal SimulatedClock Clock { get; } = new(new DateTimeOffset(2025, 12, 1, 8, 0, 0, TimeSpan.FromHours(7)));

    internal SiteOptions Options { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>Whether the ledger says that its clock is simulated.</summary>
    protected virtual bool Simulated => true;

    public async Task InitializeAsync()
    {
        database = await TestCluster.FreshDatabaseAsync();
        Store = await EventStore.OpenAsync(database, Clock, CancellationToken.None);
        var opening = await LedgerOpening.OpenAsync(Store, Clock, "demo/web", Simulated, CancellationToken.None);
        await FillAsync();
        await using (var projector = await Projector.OpenAsync(database, Store, CancellationToken.None))
            await projector.CatchUpAsync(CancellationToken.None);
        views = await Views.OpenAsync(database);
        Options = new SiteOptions("http://127.0.0.1:0", Store, views, opening, Clock);
        app = Site.Build(Options);
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
        await views!.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>Drops the database under the running site.</summary>
    protected async Task LoseAsync()
    {
        var to = new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(to.ConnectionString);
        await connection.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var drop = new NpgsqlCommand($"drop database {name} with (force)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary>Writes into the database behind the program's back.</summary>
    protected async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Records what the tests are about.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;

    /// <summary>Plays seed files in the folders, as the demo does; every expectation in them must hold.</summary>
    protected async Task PlayAsync(params string[] folders)
    {
        var steps = ScenarioPlayer.Merge(folders.SelectMany(folder => Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", folder), "*.json")
            .Order(StringComparer.Ordinal).Select(ScenarioReader.Read)));
        var player = new ScenarioPlayer(Store, Clock, "demo/web");
        await foreach (var result in player.PlayAsync(steps, CancellationToken.None))
            result.Met.ShouldBeTrue($"{result.Step.Id}: {result.Actual}");
    }

    /// <summary>Records one event as the setting up of the ledger would, whatever the deciders say of it.</summary>
    protected async Task RecordAsync(string stream, Event e)
    {
        var by = new Attribution(VietnamTime.DayOf(Clock.GetUtcNow()), "policy/setup", null, Capacity.Self, null,
            "policy/setup", null, Guid.NewGuid());
        var data = Codec.Encode(e);
        await Store.AppendAsync(new AppendRequest(Guid.CreateVersion7(), Hash.Of(data),
            [new NewEvent(Guid.CreateVersion7(), "https://demo/web", Codec.NameOf(e), stream, by.ToAttributes(), data)],
            new Dictionary<string, long>()), CancellationToken.None);
    }

    /// <summary>Asks for a page in a language.</summary>
    internal async Task<Page> GetAsync(string path, string language = "vi")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", "language=" + language);
        return await SendAsync(request);
    }

    internal async Task<Page> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        return new Page(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers,
            response.Content.Headers.ContentType?.ToString() ?? "");
    }

    /// <summary>What the site answered.</summary>
    internal sealed partial record Page(HttpStatusCode Status, string Html,
        System.Net.Http.Headers.HttpResponseHeaders Headers, string ContentType)
    {
        /// <summary>What a reader sees: no tags, entities as letters, one space between words.</summary>
        internal string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

        /// <summary>Where the page leads, within the site.</summary>
        internal IEnumerable<string> Links => Hrefs().Matches(Html)
            .Select(m => WebUtility.HtmlDecode(m.Groups["to"].Value))
            .Where(h => h.StartsWith('/')).Select(h => h.Split('#')[0]);

        /// <summary>What stands in the element with this id.</summary>
        internal string Element(string id)
        {
            var match = Regex.Match(Html, $" id=\"{id}\"[^>]*>(.*?)</", RegexOptions.Singleline,
                TimeSpan.FromSeconds(5));
            match.Success.ShouldBeTrue(id);
            return WebUtility.HtmlDecode(match.Groups[1].Value);
        }

        [GeneratedRegex("<[^>]*>", RegexOptions.None, 5000)]
        private static partial Regex Tags();

        [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
        private static partial Regex Spaces();

        [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 5000)]
        private static partial Regex Hrefs();
    }
}

/// <summary>The four worked scenarios on a simulated clock, for all tests that only read them.</summary>
public sealed class SampleSite : Sites
{
    internal static string Inspection => "/inspections/" + Aliases.IdOf("inspection", "DOAN-A").ToString("D");

    internal static string Plan => "/plans/" + Aliases.IdOf("plan", "KH20").ToString("D");

    internal static string Direction => "/directions/" + Aliases.IdOf("direction", "YKCD-1").ToString("D");

    internal static string Proposal => "/proposals/" + Aliases.IdOf("proposal", "KN-XA-E").ToString("D");
    internal static string Review => "/reviews/" + Aliases.IdOf("review", "RS-2").ToString("D");

    internal static string Assignment(string code) => "/assignments/" + Aliases.IdOf("assignment", code).ToString("D");

    protected override Task FillAsync() => PlayAsync("setup", "scenarios");
}

/// <summary>The tests of this collection share the sample site; it is filled once.</summary>
[CollectionDefinition(Name)]
public sealed class OnTheSampleSite : ICollectionFixture<SampleSite>
{
    public const string Name = "sample site";
}
