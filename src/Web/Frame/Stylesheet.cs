using Supervision.TransparencyLog.Merkle;

namespace Supervision.Web.Frame;

/// <summary>The one stylesheet, under a name that changes with its content, so that it may be kept for ever.</summary>
internal static class Stylesheet
{
    private static readonly byte[] Bytes = Read();

    internal static string Path { get; } = "/site." + Hash.Of(Bytes).ToString()[..12] + ".css";

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "max-age=31536000, immutable";
            return Results.Bytes(Bytes, "text/css; charset=utf-8");
        });

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
