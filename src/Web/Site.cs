using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Supervision.Domain;
using Supervision.Ledger;
using Supervision.Projections;
using Supervision.Web.Assignments;
using Supervision.Web.Bodies;
using Supervision.Web.Entries;
using Supervision.Web.Frame;
using Supervision.Web.Home;
using Supervision.Web.Inspections;
using Supervision.Web.Log;
using Supervision.Web.Plans;
using Supervision.Web.Things;

namespace Supervision.Web;

/// <summary>What the site shows, and where.</summary>
/// <param name="Urls">Addresses to listen on, separated by semicolons, e.g. <c>http://localhost:5080</c>.</param>
/// <param name="Store">The ledger.</param>
/// <param name="Views">The views of it; whoever made them keeps them up to date.</param>
/// <param name="Opening">What the first entry says: a ledger on a simulated clock is marked on every page.</param>
/// <param name="Clock">Its day in UTC+7 is the today of deadlines.</param>
public sealed record SiteOptions(string Urls, EventStore Store, Views Views, Opening Opening, TimeProvider Clock)
{
    /// <summary>Listen on other addresses too. Nobody signs in yet: whoever reaches it reads all.</summary>
    public bool AllowRemote { get; init; }
}

/// <summary>The web pages: they read, and no command can be given through them.</summary>
public static class Site
{
    /// <summary>
    /// The site, not started yet. It takes no setting from files or the environment: what is not said here does not
    /// hold, so that no variable can open it to the network.
    /// </summary>
    /// <exception cref="ArgumentException">A URL is malformed, or not loopback and that is not allowed.</exception>
    public static WebApplication Build(SiteOptions options)
    {
        var addresses = Addresses.Parse(options.Urls, options.AllowRemote);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Site).Assembly.GetName().Name,
            // The working folder may be the root of a disk.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
        });
        builder.WebHost.UseKestrelCore().UseUrls([.. addresses.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddRoutingCore();
        builder.Services.AddRazorComponents();
        // Nothing is protected by keys while nobody signs in; none is written to the disk.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Without it every Vietnamese letter becomes an entity.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(options).AddSingleton(options.Store).AddSingleton(options.Views);
        builder.Services.AddScoped<Visit>();
        var app = builder.Build();
        Use(app, addresses);
        return app;
    }

    /// <summary>Whether the addresses are well formed and, unless it is allowed otherwise, all loopback.</summary>
    public static bool CanListenOn(string urls, bool allowRemote)
    {
        try
        {
            return Addresses.Parse(urls, allowRemote).Urls.Any();
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // The order is the promise: headers on whatever is answered; a failure is worded in the reader's language; nothing
    // but reading gets further than the methods' gate; the moment is read once, before any page.
    private static void Use(WebApplication app, Addresses addresses)
    {
        app.Use(Gates.AddHeaders);
        app.Use(Gates.CatchFailures);
        app.Use(Gates.ChooseLanguage);
        app.Use(Gates.CheckHost(addresses));
        app.Use(Gates.CheckMethod);
        app.Use(Gates.CheckParameters);
        app.UseRouting();
        app.Use(Gates.SwitchLanguage);
        app.Use(Gates.ReadMoment);
        Stylesheet.Map(app);
        Health.Map(app);
        HomePages.Map(app);
        BodyPages.Map(app);
        InspectionPages.Map(app);
        PlanPages.Map(app);
        AssignmentPages.Map(app);
        ThingPages.Map(app);
        EntryPages.Map(app);
        app.MapLog(app.Services.GetRequiredService<EventStore>());
        app.MapFallback("/{**path}", (Visit visit) => visit.NotFound("error.no_page"));
    }

    /// <summary>Maps a page that reads.</summary>
    internal static void MapPage(this IEndpointRouteBuilder routes, string pattern, Delegate page) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], page).WithMetadata(new Page());

    /// <summary>Marks an endpoint that shows the ledger at a moment.</summary>
    internal sealed class Page;
}
